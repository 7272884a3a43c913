using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>Reads and resizes Tesseract's <c>NetworkIO</c>, the activations between layers.</summary>
internal sealed unsafe class NetworkIo
{
    private const string ResizeSymbol = "_ZN9tesseract9NetworkIO8Resize2dEbii";

    private readonly NetworkIoLayout _layout;
    private readonly delegate* unmanaged[Cdecl]<byte*, byte, int, int, void> _resize;

    /// <exception cref="InvalidOperationException">The library does not export what is needed.</exception>
    public NetworkIo(LoadedLibrary library, NetworkIoLayout layout)
    {
        _layout = layout;
        _resize =
            (delegate* unmanaged[Cdecl]<byte*, byte, int, int, void>)(library.Export(ResizeSymbol)
                ?? throw new InvalidOperationException("libtesseract does not export the size of activations."));
    }

    /// <summary>
    /// Whether the members are what this layout says, as far as that can be seen: pointers to memory with as many pixels of a line, and as
    /// many outputs, as they are said to be.
    /// </summary>
    public bool IsPlausible(byte* input, byte* output, int characters)
    {
        if (!ReadableMemory.Contains((nint)input, _layout.Bytes) || !ReadableMemory.Contains((nint)output, _layout.Bytes))
            return false;
        return Columns(input) == 1 && Pixels(input) > 0 && ReadableMemory.Contains((nint)PixelData(input), Pixels(input))
            && Steps(output) > 0 && Stride(output) >= characters
            && ReadableMemory.Contains((nint)FloatData(output), (long)Steps(output) * Stride(output) * sizeof(float));
    }

    /// <summary>Number of pixels of a line: its width times its height.</summary>
    public int Pixels(byte* input) => *(int*)(input + _layout.IntRows);

    /// <summary>Number of features for each pixel.</summary>
    public int Columns(byte* input) => *(int*)(input + _layout.IntColumns);

    public sbyte* PixelData(byte* input) => *(sbyte**)(input + _layout.IntData);

    public float* FloatData(byte* output) => *(float**)(output + _layout.FloatData);

    /// <summary>Number of steps with outputs.</summary>
    public int Steps(byte* output) => *(int*)(output + _layout.FloatRows);

    /// <summary>Floats from one step's outputs to the next one's.</summary>
    public int Stride(byte* output) => *(int*)(output + _layout.FloatStride);

    public void ResizeToFloats(byte* output, int steps, int characters) => _resize(output, 0, steps, characters);
}
