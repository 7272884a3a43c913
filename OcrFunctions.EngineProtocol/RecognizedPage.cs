using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>
/// What one recognition found on one page. Every polygon is eight numbers, x and y of the top left, top right, bottom
/// right and bottom left corner of the upright text, in the space of the original page: origin at its top left as a
/// viewer shows it, in <see cref="Unit"/>.
/// </summary>
public sealed record RecognizedPage
{
    /// <summary>Page number, from 1.</summary>
    public required int Page { get; init; }

    /// <summary>Width of the original page in <see cref="Unit"/>.</summary>
    public required double Width { get; init; }

    /// <summary>Height of the original page in <see cref="Unit"/>.</summary>
    public required double Height { get; init; }

    /// <summary><c>pixel</c> for images, <c>inch</c> for PDF.</summary>
    public required string Unit { get; init; }

    /// <summary>Resolution that the file declares, dots per inch; null where it declares none, and for PDF.</summary>
    public int? DpiDeclared { get; init; }

    /// <summary>
    /// Resolution of the page's image, dots per inch: that of the rasterization or of the scan that is the page, declared, or estimated
    /// from the height of the words. It is scaled further for recognition where its print is large or small, see
    /// <see cref="ImageTransform"/>. Null where nothing was recognized.
    /// </summary>
    public int? DpiUsed { get; init; }

    /// <summary>Where the text comes from.</summary>
    public required TextSource Source { get; init; }

    /// <summary>Languages used for recognition, joined by <c>+</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The engine that recognized it; null where nothing was recognized.</summary>
    public RecognitionEngine? Engine { get; init; }

    /// <summary>Blocks in reading order; empty for a page without text.</summary>
    public required IReadOnlyList<RecognizedBlock> Blocks { get; init; }

    /// <summary>Orientation of the page; null where nothing was recognized on it.</summary>
    public PageOrientation? Orientation { get; init; }

    /// <summary>
    /// Deskew angle: degrees clockwise that the page was rotated by after it was turned upright, -15 to 15; 0 for a level page.
    /// </summary>
    public double Skew { get; init; }

    /// <summary>
    /// From pixels of the recognized image to the original page: <c>[a, b, c, d, e, f]</c> with <c>x' = a x + b y + c</c> and
    /// <c>y' = d x + e y + f</c>. Null where nothing was recognized.
    /// </summary>
    public IReadOnlyList<double>? ImageTransform { get; init; }

    /// <summary>The recognition passes, in their order.</summary>
    public IReadOnlyList<RecognitionPass> Passes { get; init; } = [];

    /// <summary>Ink that looks like text and was not read.</summary>
    public IReadOnlyList<UnreadRegion> UnreadRegions { get; init; } = [];

    /// <summary>What was read in logos beside native text.</summary>
    public IReadOnlyList<PictureText> PictureText { get; init; } = [];

    /// <summary>Warnings about the page.</summary>
    public IReadOnlyList<PageWarning> Warnings { get; init; } = [];

    /// <summary>Milliseconds spent making the page image.</summary>
    public required long ImageMilliseconds { get; init; }

    /// <summary>Milliseconds spent in Tesseract.</summary>
    public required long RecognitionMilliseconds { get; init; }

    /// <summary>CPU milliseconds of this page, child processes of the engine included.</summary>
    public required long CpuMilliseconds { get; init; }

    /// <summary>The same by stage; null where the page has only text of its own.</summary>
    public StageTimes? Stages { get; init; }
}

/// <param name="Kind">Tesseract's block type in snake case, such as <c>flowing_text</c> or <c>table</c>.</param>
/// <param name="Polygon">Eight numbers, see <see cref="RecognizedPage"/>.</param>
/// <param name="Paragraphs">In reading order, none empty.</param>
public sealed record RecognizedBlock(string Kind, IReadOnlyList<double> Polygon, IReadOnlyList<RecognizedParagraph> Paragraphs);

/// <param name="Lines">In reading order, none empty.</param>
public sealed record RecognizedParagraph(IReadOnlyList<RecognizedLine> Lines);

/// <param name="Text">The line as Tesseract spaces it (scripts without spaces have none), without a line break.</param>
/// <param name="Polygon">Eight numbers, see <see cref="RecognizedPage"/>.</param>
/// <param name="Words">In reading order, none empty; each occurs in <paramref name="Text"/>, in this order.</param>
public sealed record RecognizedLine(string Text, IReadOnlyList<double> Polygon, IReadOnlyList<RecognizedWord> Words);

/// <param name="Text">The word, never empty.</param>
/// <param name="Polygon">Eight numbers, see <see cref="RecognizedPage"/>.</param>
/// <param name="Confidence">Tesseract's confidence, 0 to 1; null for a word that the file carries as text.</param>
public sealed record RecognizedWord(string Text, IReadOnlyList<double> Polygon, double? Confidence)
{
    /// <summary>Name of the second recognizer if it read <see cref="Text"/>; null for Tesseract and for text of the file.</summary>
    public string? Reader { get; init; }

    /// <summary>Whether a second recognizer read the word alike; null where it was not asked.</summary>
    public ReaderAgreement? Agreement { get; init; }

    /// <summary>The second recognizer's lowest probability of a character, 0 to 1; null where it read nothing.</summary>
    public double? SecondConfidence { get; init; }

    /// <summary>The text that was not chosen where the recognizers differ: the second one's, or Tesseract's if that was replaced.</summary>
    public string? Alternative { get; init; }

    /// <summary>Whether the file carries the word as text.</summary>
    [JsonIgnore]
    public bool IsNative => Confidence is null;
}
