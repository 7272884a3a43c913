using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Makes images of 8 bits for analysis.</summary>
internal static class Pictures
{
    /// <summary>Weights of red, green and blue in gray, of <see cref="All"/>.</summary>
    private const int Red = 77, Green = 151, Blue = 28, All = 256;

    /// <summary>A page's picture in gray.</summary>
    public static PixHandle Gray(PagePicture picture) => Make(picture.Width, picture.Height, (y, row) =>
    {
        ReadOnlySpan<byte> colors = picture.Row(y);
        for (int x = 0, at = 0; x < row.Length; x++, at += PagePicture.Channels)
            row[x] = (byte)((Red * colors[at] + Green * colors[at + 1] + Blue * colors[at + 2]) / All);
    });

    /// <summary>Black where a mask is set, white elsewhere.</summary>
    public static PixHandle BlackWhere(bool[] mask, int width, int height) => Make(width, height, (y, row) =>
    {
        for (int x = 0; x < row.Length; x++)
            row[x] = mask[y * width + x] ? (byte)0 : byte.MaxValue;
    });

    private static unsafe PixHandle Make(int width, int height, FillRow fill)
    {
        PixHandle pix = LeptonicaErrors.Check(Libleptonica.pixCreate(width, height, depth: 8), "page picture");
        byte* row = (byte*)Libleptonica.pixGetData(pix);
        int bytesPerRow = Libleptonica.pixGetWpl(pix) * sizeof(uint);
        for (int y = 0; y < height; y++, row += bytesPerRow)
            fill(y, new Span<byte>(row, width));
        // Leptonica keeps the leftmost pixel in the highest byte of each word.
        if (BitConverter.IsLittleEndian)
            _ = Libleptonica.pixEndianByteSwap(pix);
        return pix;
    }

    private delegate void FillRow(int y, Span<byte> row);
}
