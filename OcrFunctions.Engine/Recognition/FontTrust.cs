using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Engine.Pdf.Text;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Judges fonts by what they say: one whose words are no text is compared with its picture, and where the picture says something else,
/// none of its words in the document are believed.
/// </summary>
internal sealed class FontTrust
{
    /// <summary>Lines of a font that are recognized, and the letters that are enough.</summary>
    private const int MaxLines = 3, EnoughLetters = 60;

    /// <summary>
    /// Share of letters in which two texts agree at least: recognition errs, and a scrambled font agrees by chance in a fifth of them.
    /// </summary>
    private const double MinAgreement = 0.5;

    /// <summary>Recognized letters over the font's, from which there is a verdict: a script that the language's model does not know gives
    /// none.</summary>
    private const double MinRecognized = 0.5;

    /// <summary>Letters and their mean confidence, of which less is seen in a list's bullets.</summary>
    private const int MinLetters = 4;

    private const double MinConfidence = 0.6;

    private readonly Dictionary<string, bool> _verdicts = [];
    private FileVersion _document;

    /// <summary>The words whose fonts can be believed.</summary>
    /// <param name="path">The PDF.</param>
    /// <param name="text">Words that a reader sees.</param>
    /// <param name="sketch">The page.</param>
    /// <param name="draw">Draws the page for recognition.</param>
    /// <param name="engine">Recognizes lines of a doubtful font.</param>
    public NativeText Believed(string path, NativeText text, PageSketch sketch, Func<PageImage> draw, IOcrEngine engine)
    {
        var document = FileVersion.Of(path);
        if (_document != document)
            _verdicts.Clear();
        _document = document;

        var glyphs = new GlyphGrid(sketch.Glyphs);
        var refused = new HashSet<NativeWord>(ReferenceEqualityComparer.Instance);
        var page = new Lazy<PageImage>(draw);
        try
        {
            foreach (IGrouping<string, NativeWord> font in text.Words.GroupBy(word => word.Slant?.Font ?? glyphs.FontIn(word.Box)))
                if (!IsBelieved(font.Key, [.. font], page, engine))
                    refused.UnionWith(font);
        }
        finally
        {
            if (page.IsValueCreated)
                page.Value.Dispose();
        }

        return refused.Count == 0 ? text : text.Where(word => !refused.Contains(word));
    }

    private bool IsBelieved(string font, List<NativeWord> words, Lazy<PageImage> page, IOcrEngine engine)
    {
        if (_verdicts.TryGetValue(font, out bool isBelieved))
            return isBelieved;
        if (!TextPlausibility.IsDoubtful([.. words.Select(word => word.Text)]))
            return true;
        bool agrees = Agrees(Sample(words), page.Value, engine);
        // A font without a name may be another one on the next page.
        if (font.Length > 0)
            _verdicts[font] = agrees;
        return agrees;
    }

    private static bool Agrees(List<NativeWord[]> lines, PageImage page, IOcrEngine engine)
    {
        using PixHandle picture = WordPicture.Of(lines, page);
        OcrResult read = engine.Recognize(picture, page.Resolution, PageSegmentationMode.SingleBlock);
        string said = Letters(lines.SelectMany(line => line).Select(word => word.Text)),
            seen = Letters(read.Lines.SelectMany(line => line.Words).Select(word => word.Text));
        return seen.Length < Math.Max(MinLetters, MinRecognized * said.Length)
            || read.Confidence < MinConfidence
            || TextAgreement.Of(said, seen) >= MinAgreement;
    }

    /// <summary>Words of the longest lines, line by line from top to bottom.</summary>
    private static List<NativeWord[]> Sample(List<NativeWord> words)
    {
        var sample = new List<NativeWord[]>();
        int letters = 0;
        foreach (IGrouping<double, NativeWord> line in words.GroupBy(word => Math.Round(word.Box.Bottom))
            .OrderByDescending(line => line.Sum(word => word.Text.Length)))
        {
            if (sample.Count == MaxLines || letters >= EnoughLetters)
                break;
            sample.Add([.. line.OrderBy(word => word.Box.Left)]);
            letters += line.Sum(word => word.Text.Length);
        }

        return [.. sample.OrderBy(line => line[0].Box.Bottom)];
    }

    private static string Letters(IEnumerable<string> words) =>
        string.Concat(words.SelectMany(word => word.Where(char.IsLetterOrDigit))).ToUpperInvariant();
}
