namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>A call of <c>Series::Forward</c> with its arguments, as Tesseract makes it for a line of text.</summary>
internal readonly unsafe struct ForwardCall(
    delegate* unmanaged[Cdecl]<void*, byte, byte*, void*, void*, byte*, void> stock,
    void* network, byte debug, byte* input, void* transpose, void* scratch, byte* output)
{
    /// <summary>The network's identity as long as it is loaded: the object's address.</summary>
    public nint Network => (nint)network;

    /// <summary>The line, a <c>NetworkIO</c>.</summary>
    public byte* Input => input;

    /// <summary>What the caller expects the outputs in, a <c>NetworkIO</c>.</summary>
    public byte* Output => output;

    /// <summary>Tesseract's own function. Once for each call: it draws from the random numbers that the caller has seeded.</summary>
    public void RunStock() => stock(network, debug, input, transpose, scratch, output);
}
