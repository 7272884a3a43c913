namespace OcrFunctions.Engine.Archival;

/// <summary>
/// Ghostscript 10.00 writes the bounding box of an annotation's appearance that has no extent, such as that of an empty signature field, as
/// four times "#NAN", which is no number in any PDF. They become zeros, in their place.
/// </summary>
internal static class EmptyForms
{
    private const int Window = 1 << 20;

    private static ReadOnlySpan<byte> Wrong => "/BBox[#NAN\n#NAN\n#NAN\n#NAN]"u8;

    private static ReadOnlySpan<byte> Right => "/BBox[0   \n0   \n0   \n0   ]"u8;

    public static void Mend(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        byte[] buffer = new byte[Window];
        for (long start = 0; start < file.Length; start += Window - Wrong.Length + 1)
        {
            file.Position = start;
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            for (int from = 0; buffer.AsSpan(from, length - from).IndexOf(Wrong) is >= 0 and var at; from += at + Wrong.Length)
            {
                file.Position = start + from + at;
                file.Write(Right);
            }
        }
    }
}
