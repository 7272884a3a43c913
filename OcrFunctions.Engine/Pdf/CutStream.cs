namespace OcrFunctions.Engine.Pdf;

/// <summary>Tells whether the data of a JPEG or JPEG 2000 image ends early, which its decoders pass over in silence.</summary>
internal static class CutStream
{
    /// <summary>Bytes at the end that a program may have added.</summary>
    private const int Tail = 1_024;

    /// <summary>The marker at the end of the image: EOI of JPEG, EOC of JPEG 2000.</summary>
    private static ReadOnlySpan<byte> End => [0xFF, 0xD9];

    /// <param name="data">As it is stored.</param>
    public static bool IsCut(ReadOnlySpan<byte> data)
    {
        // A file that was not copied to its end is often filled with zeros.
        ReadOnlySpan<byte> filled = data.TrimEnd((byte)0);
        return filled[Math.Max(0, filled.Length - Tail)..].LastIndexOf(End) < 0;
    }
}
