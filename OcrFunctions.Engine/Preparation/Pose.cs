using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preparation;

/// <summary>How a page is held for reading: first turned, then rotated.</summary>
/// <param name="Quarters">Quarter turns clockwise, 0 to 3.</param>
/// <param name="Angle">Degrees clockwise after that.</param>
internal readonly record struct Pose(int Quarters, double Angle)
{
    private const byte White = 255;

    /// <summary>The same, further turned. A rotation stays what it is.</summary>
    public Pose Turned(int quarters) => this with { Quarters = (Quarters + quarters) % 4 };

    /// <returns>A new image besides <paramref name="page"/>.</returns>
    public PageImage Hold(PageImage page)
    {
        PageImage turned = Turn(page);
        if (Angle == 0)
            return turned;
        using (turned)
            return Rotate(turned);
    }

    private PageImage Turn(PageImage page)
    {
        if (Quarters == 0)
            return page.Derive(PreparationSteps.Made(pixClone(page.Pixels), "turn"), PageTransform.Identity);
        int width = pixGetWidth(page.Pixels), height = pixGetHeight(page.Pixels);
        PageTransform back = Quarters switch
        {
            1 => new PageTransform(0, 1, 0, -1, 0, height),
            2 => new PageTransform(-1, 0, width, 0, -1, height),
            _ => new PageTransform(0, -1, width, 1, 0, 0),
        };
        PageImage turned = page.Derive(PreparationSteps.Made(pixRotateOrth(page.Pixels, Quarters), "turn"), back);
        return Quarters == 2 || turned.Resolution is not { } has ? turned : turned with { Resolution = new Resolution(has.Y, has.X) };
    }

    private PageImage Rotate(PageImage page)
    {
        double radians = Angle * Math.PI / 180, sine = Math.Sin(radians), cosine = Math.Cos(radians);
        int width = pixGetWidth(page.Pixels), height = pixGetHeight(page.Pixels);
        // Room for the corners, on all sides alike, so that the middle stays the middle.
        int across = Margin(width * cosine + height * Math.Abs(sine) - width), down = Margin(height * cosine + width * Math.Abs(sine) - height);
        using PixHandle grey = PreparationSteps.Made(
            pixGetDepth(page.Pixels) == 1 ? pixConvert1To8(0, page.Pixels, White, 0) : pixClone(page.Pixels), "rotation");
        using PixHandle roomy = PreparationSteps.Made(pixAddBorderGeneral(grey, across, across, down, down, White), "rotation");
        PixHandle rotated = PreparationSteps.Made(pixRotateAMGray(roomy, (float)radians, White), "rotation");

        double x = pixGetWidth(roomy) / 2, y = pixGetHeight(roomy) / 2;
        var back = new PageTransform(cosine, sine, x - across - cosine * x - sine * y, -sine, cosine, y - down + sine * x - cosine * y);
        return page.Derive(rotated, back);
    }

    private static int Margin(double more) => (int)Math.Ceiling(Math.Max(0, more) / 2);
}
