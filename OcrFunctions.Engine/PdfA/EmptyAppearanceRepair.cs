namespace OcrFunctions.Engine.PdfA;

/// <summary>
/// Ghostscript 10.00 writes the bounding box of an annotation's appearance that has no extent, such as that of an empty signature field, as
/// four times "#NAN", which is not a valid number in a PDF. They are replaced by zeros, in place.
/// </summary>
internal static class EmptyAppearanceRepair
{
    private const int WindowLength = 1 << 20;

    private static ReadOnlySpan<byte> Invalid => "/BBox[#NAN\n#NAN\n#NAN\n#NAN]"u8;

    private static ReadOnlySpan<byte> Repaired => "/BBox[0   \n0   \n0   \n0   ]"u8;

    public static void Apply(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        byte[] buffer = new byte[WindowLength];
        for (long start = 0; start < file.Length; start += WindowLength - Invalid.Length + 1)
        {
            file.Position = start;
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            for (int from = 0; buffer.AsSpan(from, length - from).IndexOf(Invalid) is >= 0 and var at; from += at + Invalid.Length)
            {
                file.Position = start + from + at;
                file.Write(Repaired);
            }
        }
    }
}
