using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Rendering;

/// <summary>Reads a binary PGM straight into an image.</summary>
internal static class PgmReader
{
    private const int MaxDigits = 9;

    /// <summary>Takes the first image of the stream and leaves the rest unread.</summary>
    public static ImageReadResult Read(Stream stream, long maxPixels)
    {
        using var buffered = new BufferedStream(stream, 1 << 18);
        PixHandle? pixels = null;
        try
        {
            if (buffered.ReadByte() != 'P' || buffered.ReadByte() != '5')
                return ImageReadResult.Because("there is no image.");
            (int width, int height, int white) = (ReadNumber(buffered), ReadNumber(buffered), ReadNumber(buffered));
            if (width <= 0 || height <= 0 || white != 255 || (long)width * height > maxPixels)
                return ImageReadResult.Because($"the image is said to be {width} x {height} with {white} for white.");
            pixels = Libleptonica.pixCreate(width, height, depth: 8);
            if (pixels.IsInvalid)
                return ImageReadResult.Because($"there is no memory for {width} x {height} pixels.");
            ReadRows(buffered, pixels, width, height);
            PixHandle whole = pixels;
            pixels = null;
            return ImageReadResult.Of(whole);
        }
        catch (EndOfStreamException)
        {
            return ImageReadResult.Because("the image ends early.");
        }
        finally
        {
            pixels?.Dispose();
        }
    }

    private static unsafe void ReadRows(Stream stream, PixHandle pixels, int width, int height)
    {
        byte* row = (byte*)Libleptonica.pixGetData(pixels);
        int bytesPerRow = Libleptonica.pixGetWpl(pixels) * sizeof(uint);
        for (int y = 0; y < height; y++, row += bytesPerRow)
            stream.ReadExactly(new Span<byte>(row, width));
        // Leptonica keeps the leftmost pixel in the highest byte of each word.
        if (BitConverter.IsLittleEndian)
            _ = Libleptonica.pixEndianByteSwap(pixels);
    }

    /// <summary>A decimal number and the one white-space character after it.</summary>
    private static int ReadNumber(Stream stream)
    {
        int number = 0, digits = 0;
        while (true)
        {
            int c = stream.ReadByte();
            if (c < 0)
                throw new EndOfStreamException();
            if (char.IsAsciiDigit((char)c) && digits++ < MaxDigits)
                number = number * 10 + (c - '0');
            else if (digits > 0)
                return char.IsWhiteSpace((char)c) ? number : -1;
            else if (!char.IsWhiteSpace((char)c))
                return -1;
        }
    }
}
