using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Makes images for analysis.</summary>
internal static class Pictures
{
    /// <summary>An image of 8 bits.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="value">Gray of a pixel, by its index row by row.</param>
    public static unsafe PixHandle Gray(int width, int height, Func<int, byte> value)
    {
        PixHandle pix = LeptonicaErrors.Check(Libleptonica.pixCreate(width, height, depth: 8), "page picture");
        byte* row = (byte*)Libleptonica.pixGetData(pix);
        int bytesPerRow = Libleptonica.pixGetWpl(pix) * sizeof(uint);
        for (int y = 0, i = 0; y < height; y++, row += bytesPerRow)
            for (int x = 0; x < width; x++, i++)
                row[x] = value(i);
        // Leptonica keeps the leftmost pixel in the highest byte of each word.
        if (BitConverter.IsLittleEndian)
            _ = Libleptonica.pixEndianByteSwap(pix);
        return pix;
    }

    /// <summary>A page's picture in gray.</summary>
    public static PixHandle Gray(PagePicture picture)
    {
        const int red = 77, green = 151, blue = 28, all = 256;
        byte[] colors = picture.Colors;
        return Gray(picture.Width, picture.Height,
            i => (byte)((red * colors[3 * i] + green * colors[3 * i + 1] + blue * colors[3 * i + 2]) / all));
    }
}
