using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preprocessing;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A dark ground with light letters on it, of any shape.</summary>
internal sealed class InverseGround : IDisposable
{
    private const byte White = 255;

    /// <summary>Light components up to this many letter heights are letters; larger ones are fields of another color.</summary>
    private const double MaxLetter = 4;

    /// <summary>Contrast up to which a pixel counts as ground, over the letters' contrast.</summary>
    private const double Grain = 0.15;

    /// <summary>Pixels: twice the width of a blurred edge, and one.</summary>
    private const int Edge = 5;

    /// <summary>A lighter ground may have dark letters too.</summary>
    private const int MinForDarkLetters = 100;

    private readonly PixHandle _gray, _tophat;
    private readonly BinarizedImage _mask;
    private readonly LetterContrast _contrast;

    private InverseGround(PixHandle gray, PixHandle tophat, LetterContrast contrast, BinarizedImage mask) =>
        (_gray, _tophat, _contrast, _mask) = (gray, tophat, contrast, mask);

    /// <summary>The ground around a row of letters.</summary>
    /// <param name="row">In pixels of <paramref name="gray"/>.</param>
    /// <param name="contrast">Of the row.</param>
    /// <param name="gray">8 bits; not owned, as the next.</param>
    /// <param name="tophat">Its white top-hat transform.</param>
    /// <param name="letterHeight">In pixels.</param>
    public static InverseGround Around(
        BoundingBox row, LetterContrast contrast, PixHandle gray, PixHandle tophat, double letterHeight)
    {
        int half = contrast.Contrast / 2, element = (int)letterHeight | 1, letter = (int)(MaxLetter * letterHeight);
        using PixHandle alike = Checked(pixThresholdToBinary(gray, Math.Min(byte.MaxValue, contrast.Ground + half)));
        using PixHandle darker = Checked(pixThresholdToBinary(gray, Math.Max(0, contrast.Ground - half)));
        Combine(alike, PIX_SUBTRACT, darker);
        using PixHandle seed = Checked(pixCreateTemplate(alike));
        (int x, int y, int width, int height) = ((int)row.Left, (int)row.Top, (int)row.Width, (int)row.Height);
        _ = pixRasterop(seed, x, y, width, height, PIX_SRC, alike, x, y);
        using PixHandle ground = Checked(pixSeedfillBinary(0, seed, alike, connectivity: 4));
        using PixHandle closed = Checked(pixCloseSafeBrick(0, ground, element, element));
        using PixHandle holes = Checked(pixHolesByFilling(ground, connectivity: 4));
        using PixHandle letters = Checked(pixSelectBySize(
            holes, letter, letter, connectivity: 8, L_SELECT_IF_BOTH, L_SELECT_IF_LT, changed: 0));
        Combine(closed, PIX_OR, letters);
        // With its blurred edge, which would remain as an outline.
        return new InverseGround(gray, tophat, contrast, BinarizedImage.OfInk(Checked(pixDilateBrick(0, closed, Edge, Edge))));
    }

    /// <summary>Whether a row stands on this ground.</summary>
    public bool Has(BoundingBox row) => _mask.Density(row) > 0.5;

    /// <summary>Fraction of what is light in the ground that lies in boxes of letters.</summary>
    /// <param name="letters">In pixels of the gray image.</param>
    /// <param name="light">1 bit; what is lighter than its surroundings.</param>
    public double ShareOf(IEnumerable<BoundingBox> letters, PixHandle light)
    {
        using var inside = BinarizedImage.OfInk(Checked(pixCopy(0, light)));
        Combine(inside.Pixels, PIX_MASK, _mask.Pixels);
        return letters.Sum(Pixels) / Math.Max(1, Pixels(new BoundingBox(0, 0, pixGetWidth(light), pixGetHeight(light))));

        double Pixels(BoundingBox box) => inside.Density(box) * box.Area;
    }

    /// <summary>Writes the ground as white and its letters as black.</summary>
    /// <param name="target">8 bits; the page of which the gray image is a part.</param>
    /// <param name="left">Where that part lies in it, in pixels.</param>
    /// <param name="top">Likewise.</param>
    public unsafe void Invert(PixHandle target, int left, int top)
    {
        byte* from = (byte*)pixGetData(_gray), hat = (byte*)pixGetData(_tophat), to = (byte*)pixGetData(target);
        uint* mask = pixGetData(_mask.Pixels);
        int bytes = pixGetWpl(_gray) * sizeof(uint), words = pixGetWpl(_mask.Pixels), targetBytes = pixGetWpl(target) * sizeof(uint);
        for (int y = 0; y < pixGetHeight(_gray); y++)
            for (int x = 0; x < pixGetWidth(_gray); x++)
                if ((mask[(long)y * words + x / 32] >> (31 - x % 32) & 1) != 0)
                    to[(long)(top + y) * targetBytes + (left + x ^ 3)] = Inverted(from[y * bytes + (x ^ 3)], hat[y * bytes + (x ^ 3)]);
    }

    public void Dispose() => _mask.Dispose();

    private byte Inverted(int gray, int tophat)
    {
        int darkest = _contrast.Ground - Math.Max(12, _contrast.Contrast / 4);
        if (_contrast.Ground >= MinForDarkLetters && gray < darkest)
            return (byte)(White * gray / darkest);
        // Strokes of large letters are wider than the structuring element.
        int light = gray > _contrast.Ground + _contrast.Contrast / 2 ? Math.Max(tophat, gray - _contrast.Ground) : tophat;
        double ink = ((double)light / _contrast.Contrast - Grain) / (1 - Grain);
        return (byte)(White * (1 - Math.Clamp(ink, 0, 1)));
    }

    private static void Combine(PixHandle target, int operation, PixHandle source) =>
        _ = pixRasterop(target, 0, 0, pixGetWidth(target), pixGetHeight(target), operation, source, 0, 0);

    private static PixHandle Checked(PixHandle pixels) => LeptonicaErrors.Check(pixels, "inverse text");
}
