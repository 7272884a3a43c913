using System.Text.Json.Serialization;

namespace OcrFunctions.EngineProtocol;

/// <summary>Orientation of a page in its file.</summary>
/// <param name="Degrees">Clockwise rotation that makes it upright: 0, 90, 180 or 270.</param>
/// <param name="Confidence">Confidence of Tesseract's orientation detector, from 0 up; null where the text was unambiguous or the detector
/// gave no answer.</param>
/// <param name="Applied">Whether the page was turned by that before it was recognized.</param>
public sealed record PageOrientation(int Degrees, double? Confidence, bool Applied);

/// <summary>One recognition pass over a page or parts of it.</summary>
/// <param name="Name">What was different: <c>first</c>, <c>turned 180</c>, <c>sparse</c>, ...</param>
/// <param name="Words">Words that it found.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
/// <param name="Kept">Whether anything of it is in the result.</param>
public sealed record RecognitionPass(string Name, int Words, double Confidence, bool Kept);

/// <summary>The engine that recognized a page.</summary>
/// <param name="Name">Of the program: <c>tesseract</c>, or <c>paddle</c>.</param>
/// <param name="Version">Its version, such as <c>5.3.0</c>.</param>
/// <param name="Leptonica">Version of leptonica, which prepares images for it, such as <c>1.82.0</c>.</param>
/// <param name="Models">The language models, in the order of the languages.</param>
/// <param name="Acceleration">Whose forward pass read the lines; null in pages stored before there was another than Tesseract's.</param>
/// <param name="SecondReader">The second recognizer; null where none was asked for.</param>
public sealed record RecognitionEngine(
    string Name, string Version, string Leptonica, IReadOnlyList<RecognitionModel> Models, EngineAcceleration? Acceleration = null,
    SecondReaderStatus? SecondReader = null);

/// <summary>The second recognizer of a page.</summary>
/// <param name="Mode">Which words it was to read.</param>
/// <param name="Model">Its model; null if it read none.</param>
/// <param name="OffReason">Why it read none: a sentence; null if it did.</param>
public sealed record SecondReaderStatus(SecondReaderMode Mode, RecognitionModel? Model, string? OffReason);

/// <summary>
/// Whether lines go through this project's forward pass, which gives the same text, boxes and confidences as Tesseract's own in less time.
/// </summary>
/// <param name="Instructions">Instruction set that it uses, such as <c>avx2</c>; null if it is off.</param>
/// <param name="OffReason">Why it is off: a sentence; null if it is on.</param>
public sealed record EngineAcceleration(string? Instructions, string? OffReason)
{
    /// <summary>Off because a setting says so.</summary>
    public static EngineAcceleration SwitchedOff { get; } = new(null, "It is switched off.");

    /// <summary>Whether it is off because a setting says so.</summary>
    [JsonIgnore]
    public bool IsSwitchedOff => this == SwitchedOff;
}

/// <param name="Name">Its language code, such as <c>eng</c>.</param>
/// <param name="Version">Version that the model states; null where it states none.</param>
/// <param name="Sha256">Of its file, lower-case hex.</param>
public sealed record RecognitionModel(string Name, string? Version, string Sha256);

/// <summary>A place whose ink looks like text and was not read.</summary>
/// <param name="Polygon">Eight numbers, see <see cref="RecognizedPage"/>.</param>
/// <param name="Ink">Approximate number of letters.</param>
public sealed record UnreadRegion(IReadOnlyList<double> Polygon, int Ink);

/// <summary>A line of one or two words in a picture, such as a logo, beside native text: it is not part of the page's text.</summary>
/// <param name="Content">The line.</param>
/// <param name="Polygon">Eight numbers, see <see cref="RecognizedPage"/>.</param>
/// <param name="Confidence">Mean confidence of its words, 0 to 1.</param>
public sealed record PictureText(string Content, IReadOnlyList<double> Polygon, double Confidence);

/// <summary>Something about a page that its reader should know although it was read.</summary>
/// <param name="Code">One of <see cref="PageWarningCodes"/>.</param>
/// <param name="Message">A sentence for the document's owner.</param>
public sealed record PageWarning(string Code, string Message);

/// <summary>Stable codes of page warnings.</summary>
public static class PageWarningCodes
{
    /// <summary>No reading was clearly better than those in other orientations.</summary>
    public const string OrientationUncertain = nameof(OrientationUncertain);

    /// <summary>The image is truncated or damaged; what could be decoded was read.</summary>
    public const string Truncated = nameof(Truncated);

    /// <summary>The file is damaged where the page's content is, and something of it may be lost; the rest was read.</summary>
    public const string ContentLost = nameof(ContentLost);

    /// <summary>An animation has more frames than the one that was read.</summary>
    public const string FirstFrameOnly = nameof(FirstFrameOnly);

    /// <summary>There is ink that looks like text and was not read.</summary>
    public const string MissedText = nameof(MissedText);
}
