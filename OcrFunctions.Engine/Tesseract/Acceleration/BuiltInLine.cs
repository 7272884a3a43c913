using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>A synthetic text line of stems and bars, on which a model is verified before the first page.</summary>
internal static unsafe class BuiltInLine
{
    private const int Width = 400;
    private const int Height = 60;
    private const int LetterPitch = 20;

    /// <returns>An 8-bit image, dark on white.</returns>
    public static PixHandle Draw()
    {
        PixHandle image = Libleptonica.pixCreate(Width, Height, 8);
        _ = Libleptonica.pixSetAllGray(image, 255);
        for (int letter = 1; letter < Width / LetterPitch - 1; letter++)
            Draw(image, letter * LetterPitch, letter);
        return image;
    }

    /// <summary>A stem, and bars at three heights as the bits of a number say.</summary>
    private static void Draw(PixHandle image, int x, int number)
    {
        Fill(image, x, 14, 3, 32);
        for (int bar = 0; bar < 3; bar++)
            if ((number >> bar & 1) != 0)
                Fill(image, x, 14 + bar * 14, 13, 4);
        if (number % 3 == 0)
            Fill(image, x + 10, 14, 3, 32);
    }

    private static void Fill(PixHandle image, int x, int y, int width, int height) =>
        _ = Libleptonica.pixRasterop(image, x, y, width, height, Libleptonica.PIX_CLR, new PixHandle(), 0, 0);
}
