using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preprocessing;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Inverts light text on dark grounds in place, before background normalization makes ground and letters the same white: heads of tables,
/// sidebars, boxes. Only grounds on which rows of light letters stand are changed.
/// </summary>
/// <param name="lines">Direction of the page's text lines.</param>
/// <param name="letterHeight">In pixels of the image; 0 where it is unknown.</param>
internal sealed class PhotoInversion(TextLineDirection lines, double letterHeight)
{
    /// <summary>Least difference in gray between letters and ground.</summary>
    private const int MinContrast = 40;

    /// <summary>Structuring element over the height of a letter: wider than any stroke, narrower than the ground.</summary>
    private const double Element = 1.2;

    /// <summary>Before it is inverted, light text distorts the page's letter height: letters may be this fraction of it.</summary>
    private const double Smaller = 0.6;

    private const double MinLetterHeight = 8, MaxLetterHeight = 60;

    /// <summary>Fraction of a letter's box that its strokes cover; cells of a table cover all of theirs.</summary>
    private const double MinDensity = 0.1, MaxDensity = 0.85;

    /// <summary>Fraction of what is light in a ground that its rows of letters must be; in pictures they are few.</summary>
    private const double MinLetters = 0.5;

    /// <summary>Side of a component over the height of a letter from which it is a rule.</summary>
    private const double Rule = 12;

    /// <summary>Letters of a row that show its ground: along a skewed or curved line it changes its place.</summary>
    private const int Sample = 8;

    private readonly double _letterHeight = Math.Clamp(letterHeight, MinLetterHeight, MaxLetterHeight);

    private readonly LetterRows _rows = new(lines);

    /// <summary>Takes ownership of <paramref name="page"/>.</summary>
    public PageImage Apply(PageImage page)
    {
        if (letterHeight <= 0 || pixGetDepth(page.Pixels) != 8)
            return page;
        PixHandle? inverted = null;
        DarkTiles dark = DarkTiles.Find(page.Pixels, (int)_letterHeight);
        foreach (BoundingBox area in dark.Areas)
        {
            using PixHandle part = Part(page.Pixels, area);
            int element = (int)(Element * _letterHeight) | 1;
            using PixHandle tophat = Checked(pixTophat(part, element, element, L_TOPHAT_WHITE));
            List<InverseGround> grounds = Grounds(part, tophat, dark.Limit);
            if (grounds.Count > 0)
                inverted ??= Checked(pixCopy(0, page.Pixels));
            foreach (InverseGround ground in grounds)
                using (ground)
                    ground.Invert(inverted!, (int)area.Left, (int)area.Top);
        }

        return inverted is null ? page : page.With(inverted);
    }

    private List<InverseGround> Grounds(PixHandle part, PixHandle tophat, int limit)
    {
        using PixHandle dark = Checked(pixThresholdToBinary(tophat, MinContrast));
        using var light = BinarizedImage.OfInk(Checked(pixInvert(0, dark)));
        BoundingBox[][] rows = Rows(light);
        var grounds = new List<InverseGround>();
        foreach (BoundingBox row in rows.Select(row => BoundingBox.Around(row.Take(Sample))))
            if (!grounds.Exists(ground => ground.Has(row))
                && LetterContrast.Of(part, tophat, row, MinContrast) is { IsPrint: true } contrast
                && contrast.Ground <= limit)
                grounds.Add(InverseGround.Around(row, contrast, part, tophat, _letterHeight));
        BoundingBox[] letters = [.. rows.SelectMany(row => row)];
        int rule = (int)(Rule * _letterHeight);
        using PixHandle withoutRules = Checked(pixSelectBySize(
            light.Pixels, rule, rule, connectivity: 8, L_SELECT_IF_BOTH, L_SELECT_IF_LT, changed: 0));
        List<InverseGround> pictures = grounds.FindAll(ground => ground.ShareOf(letters, withoutRules) < MinLetters);
        pictures.ForEach(picture => picture.Dispose());
        return [.. grounds.Except(pictures)];
    }

    private BoundingBox[][] Rows(BinarizedImage light)
    {
        List<BoundingBox> letters = LetterComponents.Of(light.Pixels, 1, Smaller * _letterHeight, LetterComponents.MaxHeight / Smaller)
            .FindAll(box => light.Density(box) is > MinDensity and < MaxDensity);
        return letters.Count > LetterComponents.MaxOfText ? [] : _rows.Find(letters);
    }

    private static PixHandle Part(PixHandle pixels, BoundingBox area)
    {
        PixHandle part = Checked(pixCreate((int)area.Width, (int)area.Height, 8));
        _ = pixRasterop(part, 0, 0, (int)area.Width, (int)area.Height, PIX_SRC, pixels, (int)area.Left, (int)area.Top);
        return part;
    }

    private static PixHandle Checked(PixHandle pixels) => LeptonicaErrors.Check(pixels, "inverse text");
}
