namespace OcrFunctions.EngineProtocol;

/// <summary>
/// One line on the engine's standard output. Exactly one of the parts is set. The first line, the handshake, has
/// <see cref="Id"/> 0 and either <see cref="Hello"/> or <see cref="Error"/>.
/// </summary>
public sealed record EngineReply
{
    /// <summary>The request this answers; 0 for the handshake.</summary>
    public required long Id { get; init; }

    public EngineHello? Hello { get; init; }

    public DocumentInspection? Inspection { get; init; }

    public RecognizedPage? Page { get; init; }

    public SearchableDocument? Searchable { get; init; }

    public ArchivalDocument? Archival { get; init; }

    public RenderedPage? Rendered { get; init; }

    public EngineDescription? Description { get; init; }

    public EngineError? Error { get; init; }
}

/// <summary>Description of the engine once it is ready for work.</summary>
/// <param name="Tesseract">Version of libtesseract, such as <c>5.3.0</c>.</param>
/// <param name="Leptonica">Version of leptonica, such as <c>1.82.0</c>.</param>
/// <param name="Languages">Installed language codes, sorted; <c>osd</c> is left out.</param>
public sealed record EngineHello(string Tesseract, string Leptonica, IReadOnlyList<string> Languages);

/// <param name="Tesseract">Version of libtesseract, such as <c>5.3.0</c>.</param>
/// <param name="Leptonica">Version of leptonica, such as <c>1.82.0</c>.</param>
/// <param name="Models">Language models as they are installed now, sorted by code; <c>osd</c> is left out.</param>
/// <param name="Acceleration">Whose forward pass reads lines.</param>
/// <param name="AcceleratedLines">Lines that this process has read by this project's forward pass.</param>
/// <param name="CheckedLines">Lines that it has read by Tesseract's own as well, and compared.</param>
/// <param name="SecondReader">The second recognizer: its model, or why there is none.</param>
/// <param name="MissingFonts">Where fonts are missing that PDFs without embedded ones need: a sentence that says what to do.</param>
public sealed record EngineDescription(
    string Tesseract, string Leptonica, IReadOnlyList<LanguageModel> Models, EngineAcceleration? Acceleration = null,
    long AcceleratedLines = 0, long CheckedLines = 0, string? MissingFonts = null, SecondReaderDescription? SecondReader = null);

/// <summary>The second recognizer as it is installed now.</summary>
/// <param name="Model">Its model; null if there is none.</param>
/// <param name="Problem">Why there is none: a sentence; null if there is one.</param>
public sealed record SecondReaderDescription(RecognitionModel? Model, string? Problem);

/// <param name="Code">Code by which a language is requested, such as <c>eng</c> or <c>script/Latin</c>.</param>
/// <param name="Added">Whether it is in the product's own folder (<c>Ocr__TessdataFolder</c>), not in one of the system's.</param>
public sealed record LanguageModel(string Code, bool Added);

/// <param name="Kind">What the document is.</param>
/// <param name="Pages">Number of pages, at least 1.</param>
/// <param name="Warnings">What the document's owner should know; null for nothing.</param>
public sealed record DocumentInspection(DocumentKind Kind, int Pages, IReadOnlyList<EngineWarning>? Warnings = null);

/// <param name="Warnings">What the document's owner should know of the searchable PDF; null for nothing.</param>
public sealed record SearchableDocument(IReadOnlyList<EngineWarning>? Warnings = null);

/// <param name="Warnings">What the document's owner should know of its PDF/A; null for nothing.</param>
public sealed record ArchivalDocument(IReadOnlyList<EngineWarning>? Warnings = null);

/// <param name="Length">Bytes of the PNG file.</param>
public sealed record RenderedPage(long Length);

/// <param name="Code">One of <see cref="EngineErrorCodes"/>.</param>
/// <param name="Message">A sentence for the document's owner; at most <see cref="EngineLimits.MaxMessage"/> characters.</param>
public sealed record EngineError(string Code, string Message);
