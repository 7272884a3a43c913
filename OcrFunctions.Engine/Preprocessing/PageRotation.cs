using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Rotation of a page for recognition: first by quarter turns, then by the skew.</summary>
/// <param name="QuarterTurns">Quarter turns clockwise, 0 to 3.</param>
/// <param name="Angle">Degrees clockwise after that.</param>
internal readonly record struct PageRotation(int QuarterTurns, double Angle)
{
    private const byte White = 255;

    /// <summary>The same with further quarter turns. The rotation by the skew is unchanged.</summary>
    public PageRotation Turned(int quarterTurns) => this with { QuarterTurns = (QuarterTurns + quarterTurns) % 4 };

    /// <returns>A new image besides <paramref name="page"/>.</returns>
    public PageImage Apply(PageImage page)
    {
        PageImage turned = Turn(page);
        if (Angle == 0)
            return turned;
        using (turned)
            return Rotate(turned);
    }

    private PageImage Turn(PageImage page)
    {
        if (QuarterTurns == 0)
            return page.Derive(LeptonicaErrors.Check(pixClone(page.Pixels), "turn"), PageTransform.Identity);
        int width = pixGetWidth(page.Pixels), height = pixGetHeight(page.Pixels);
        PageTransform back = QuarterTurns switch
        {
            1 => new PageTransform(0, 1, 0, -1, 0, height),
            2 => new PageTransform(-1, 0, width, 0, -1, height),
            _ => new PageTransform(0, -1, width, 1, 0, 0),
        };
        PageImage turned = page.Derive(LeptonicaErrors.Check(pixRotateOrth(page.Pixels, QuarterTurns), "turn"), back);
        return QuarterTurns == 2 || turned.Resolution is not { } resolution
            ? turned
            : turned with { Resolution = new Resolution(resolution.Y, resolution.X) };
    }

    private PageImage Rotate(PageImage page)
    {
        double radians = Angle * Math.PI / 180, sine = Math.Sin(radians), cosine = Math.Cos(radians);
        int width = pixGetWidth(page.Pixels), height = pixGetHeight(page.Pixels);
        // Room for the corners, the same on all sides, so that the center stays the center.
        int across = Margin(width * cosine + height * Math.Abs(sine) - width);
        int down = Margin(height * cosine + width * Math.Abs(sine) - height);
        using PixHandle gray = LeptonicaErrors.Check(
            pixGetDepth(page.Pixels) == 1 ? pixConvert1To8(0, page.Pixels, White, 0) : pixClone(page.Pixels), "rotation");
        using PixHandle bordered = LeptonicaErrors.Check(pixAddBorderGeneral(gray, across, across, down, down, White), "rotation");
        PixHandle rotated = LeptonicaErrors.Check(pixRotateAMGray(bordered, (float)radians, White), "rotation");

        double x = pixGetWidth(bordered) / 2, y = pixGetHeight(bordered) / 2;
        var back = new PageTransform(cosine, sine, x - across - cosine * x - sine * y, -sine, cosine, y - down + sine * x - cosine * y);
        return page.Derive(rotated, back);
    }

    private static int Margin(double more) => (int)Math.Ceiling(Math.Max(0, more) / 2);
}
