using System.Text.Json.Serialization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>
/// A page as it is stored in <c>results/{id}/pages/000001.json</c> and returned over HTTP. Polygons are x and y of the top
/// left, top right, bottom right and bottom left corner in <see cref="Unit"/>, origin at the top left of the page as a viewer shows it.
/// </summary>
public sealed record PageResult
{
    /// <summary>Page number, from 1.</summary>
    public required int Page { get; init; }

    public required PageStatus Status { get; init; }

    /// <summary>Size of the original page in <see cref="Unit"/>.</summary>
    public double? Width { get; init; }

    public double? Height { get; init; }

    /// <summary><c>pixel</c> for images, <c>inch</c> for PDF.</summary>
    public string? Unit { get; init; }

    /// <summary>Resolution of the recognized image, dots per inch.</summary>
    public int? Dpi { get; init; }

    /// <summary>Resolution that the file declares, if any.</summary>
    public int? DpiDeclared { get; init; }

    /// <summary>Degrees clockwise by which the page was rotated to correct its orientation: 0, 90, 180 or 270.</summary>
    public int? Rotation { get; init; }

    /// <summary>Orientation of the page in its file; null if nothing was recognized.</summary>
    public PageOrientation? Orientation { get; init; }

    /// <summary>Degrees clockwise by which the page was deskewed after its orientation was corrected; 0 for a level page.</summary>
    public double? Skew { get; init; }

    /// <summary>From pixels of the recognized image to the page: x' = a x + b y + c, y' = d x + e y + f.</summary>
    public IReadOnlyList<double>? ImageTransform { get; init; }

    /// <summary>The recognition passes over the page, in order.</summary>
    public IReadOnlyList<RecognitionPass>? Passes { get; init; }

    /// <summary>Connected components that look like text and were not read: errors that no word's confidence can show.</summary>
    public IReadOnlyList<UnreadRegion>? UnreadRegions { get; init; }

    /// <summary>What was read in logos beside native text; it is not part of <see cref="Text"/>.</summary>
    public IReadOnlyList<PictureText>? PictureText { get; init; }

    /// <summary>Warnings about a page that was read.</summary>
    public IReadOnlyList<PageWarning>? Warnings { get; init; }

    /// <summary><c>ocr</c>, <c>native</c>, <c>mixed</c>, <c>blank</c> for a page on which nothing was found, or <c>skipped</c>.</summary>
    public TextSource? Source { get; init; }

    /// <summary>Recognition languages, joined by <c>+</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Engine that recognized the page: program and models, with versions and hashes; null if nothing was recognized.</summary>
    public RecognitionEngine? Engine { get; init; }

    /// <summary>Mean confidence of the recognized words, 0 to 1: the share of them that is expected to be right.</summary>
    public double? Confidence { get; init; }

    /// <summary>The page's text in reading order: lines end in a line feed, an empty line separates paragraphs.</summary>
    public string? Text { get; init; }

    /// <summary>Words in reading order.</summary>
    public IReadOnlyList<PageWord>? Words { get; init; }

    /// <summary>Lines in reading order.</summary>
    public IReadOnlyList<PageLine>? Lines { get; init; }

    /// <summary>Blocks in reading order.</summary>
    public IReadOnlyList<PageBlock>? Blocks { get; init; }

    /// <summary>Why the page failed.</summary>
    public OcrError? Error { get; init; }

    /// <summary>CPU milliseconds of the engine.</summary>
    public long? CpuMilliseconds { get; init; }
}

/// <summary>A piece of a page's text.</summary>
/// <param name="Offset">UTF-16 code units before it.</param>
/// <param name="Length">Its UTF-16 code units.</param>
public readonly record struct TextSpan(int Offset, int Length);

/// <param name="Id">Unique in the document: <c>p1w12</c> is the twelfth word of page 1.</param>
/// <param name="Content">The word.</param>
/// <param name="Polygon">Eight numbers, see <see cref="PageResult"/>.</param>
/// <param name="Span">Its position in the page's text.</param>
/// <param name="Confidence">Probability that the word is right, 0 to 1; null for text that was extracted, not recognized.</param>
/// <param name="RawConfidence">Tesseract's own confidence of the word that it read, 0 to 1.</param>
/// <param name="Source"><c>ocr</c>, or <c>native</c> for extracted text.</param>
public sealed record PageWord(
    string Id,
    string Content,
    IReadOnlyList<double> Polygon,
    TextSpan Span,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Confidence,
    double? RawConfidence,
    TextSource Source)
{
    /// <summary>
    /// What the file or the recognizer said, if <see cref="Content"/> differs: it has ligatures spelled out, no soft hyphens, and letters
    /// composed with their accents.
    /// </summary>
    public string? Original { get; init; }

    /// <summary>The recognized text, if the word was corrected manually.</summary>
    public string? Recognized { get; init; }

    /// <summary>Name of the second recognizer if it read the word; null for Tesseract.</summary>
    public string? Reader { get; init; }

    /// <summary>Whether the second recognizer read the word alike; null where it was not asked.</summary>
    public ReaderAgreement? Agreement { get; init; }

    /// <summary>What the other recognizer read where they differ.</summary>
    public IReadOnlyList<WordAlternative>? Alternatives { get; init; }

    /// <summary>Why the word needs review; null if it does not. Depends on the settings and on corrections, and is not stored.</summary>
    public IReadOnlyList<ReviewReason>? Review { get; init; }
}

/// <param name="Content">The word as the other recognizer read it.</param>
/// <param name="Confidence">Of that recognizer, 0 to 1; not comparable between recognizers.</param>
public sealed record WordAlternative(string Content, double? Confidence);

/// <param name="Content">The line without its line feed.</param>
/// <param name="Polygon">Eight numbers, see <see cref="PageResult"/>.</param>
/// <param name="Span">Its position in the page's text.</param>
/// <param name="Words">Number of its words: they follow those of the line before.</param>
/// <param name="Paragraph">Number of its paragraph on the page, from 0.</param>
/// <param name="Block">Index of its block in <see cref="PageResult.Blocks"/>, from 0.</param>
public sealed record PageLine(string Content, IReadOnlyList<double> Polygon, TextSpan Span, int Words, int Paragraph, int Block);

/// <param name="Kind">Block type from layout analysis, such as <c>flowing_text</c> or <c>table</c>.</param>
/// <param name="Polygon">Eight numbers, see <see cref="PageResult"/>.</param>
/// <param name="Span">Its position in the page's text.</param>
public sealed record PageBlock(string Kind, IReadOnlyList<double> Polygon, TextSpan Span);
