using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Rows of pieces far higher than the page's letters, which the layout analysis takes for pictures: a mark, a large title. Each is brought to
/// an ordinary letter's height and read as one line; only what is then well read is text.
/// </summary>
internal static class LargeLetters
{
    private const string Name = "large";

    /// <summary>Height over the typical letter's, from where a row counts as large.</summary>
    private const double Lowest = 3;

    /// <summary>Rows that are tried; a page with more shows pictures.</summary>
    private const int Most = 6;

    /// <summary>Pieces of a row; more are a pattern.</summary>
    private const int Longest = 24;

    /// <summary>Pixels that the row's median piece is brought to.</summary>
    private const double ReadableHeight = 32;

    /// <summary>White around a row, over its height: what stands near is no part of it.</summary>
    private const double Margin = 0.3;

    private const double LeastConfidence = 0.7;

    private const int FewestLetters = 3;

    /// <summary>A row that gives letters, if no sure ones, is drawn lettering and reported as unread; pictures give nothing, or signs out of one piece.</summary>
    private const double DoubtfulConfidence = 0.1;

    private const int FewestPieces = 2;

    public static IReadOnlyList<Box[]> Of(List<Box> pieces, double typical)
    {
        Box[][] rows = [.. TextRows.Groups(pieces.FindAll(piece => piece.Height >= Lowest * typical)).Where(row => row.Length <= Longest && TextRows.LooksLikeText(row))];
        return rows.Length > Most ? [] : rows;
    }

    public static LaterLook Read(IReadOnlyList<Box[]> rows, PageImage image, Recogniser recogniser)
    {
        var read = rows.Select(row => (Row: row, Reading: Read(row, image.Pixels, recogniser))).ToList();
        return new LaterLook(Name, new Reading([.. read.SelectMany(one => one.Reading.Blocks)]), [.. read.SelectMany(one => one.Reading.Lines).Where(IsText)])
        {
            Unread = [.. read.Where(one => !one.Reading.Lines.Any(IsText) && IsLettering(one.Row, one.Reading)).Select(one => TextRows.Place(one.Row))],
        };
    }

    private static bool IsText(ReadLine line) => line.Confidence >= LeastConfidence && line.Words.Sum(word => word.Letters) >= FewestLetters;

    private static bool IsLettering(Box[] row, Reading reading) =>
        row.Length >= FewestPieces && reading.Letters >= FewestLetters && reading.Confidence >= DoubtfulConfidence;

    private static Reading Read(Box[] row, PixHandle pixels, Recogniser recogniser)
    {
        double scale = Math.Min(1, ReadableHeight / TextRows.Median(row.Select(piece => piece.Height)));
        Box place = Box.Around(row).Grown(1).Intersect(new Box(0, 0, pixGetWidth(pixels), pixGetHeight(pixels)));
        (int x, int y, int width, int height, int margin) = ((int)place.Left, (int)place.Top, (int)place.Width, (int)place.Height, (int)(Margin * place.Height));
        using PixHandle part = PreparationSteps.Made(pixCreate(width + 2 * margin, height + 2 * margin, pixGetDepth(pixels)), "large letters");
        _ = pixSetAllGray(part, grayval: 255);
        _ = pixRasterop(part, margin, margin, width, height, PIX_SRC, pixels, x, y);
        using PixHandle small = PreparationSteps.Made(pixGetDepth(part) == 1 ? pixScaleToGray(part, (float)scale) : pixScale(part, (float)scale, (float)scale), "large letters");
        // Nobody knows its resolution now.
        return recogniser.Recognise(small, resolution: null, Libtesseract.PSM_SINGLE_LINE).Mapped(1 / scale, x - margin, y - margin);
    }
}
