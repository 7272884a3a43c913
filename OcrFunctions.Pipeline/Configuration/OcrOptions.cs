using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Configuration;

/// <summary>Settings of the pipeline; each is read from <c>Ocr:Name</c> (environment: <c>Ocr__Name</c>).</summary>
public sealed class OcrOptions
{
    public const string Section = "Ocr";

    /// <summary>Language of a document that requests none: Tesseract codes joined by <c>+</c>.</summary>
    public string DefaultLanguage { get; set; } = "eng";

    /// <summary>Engine processes that recognize pages on this machine; 0 means one for each core.</summary>
    public int EngineProcesses { get; set; }

    /// <summary>
    /// Program that is started as the engine and speaks its protocol, under the same isolation; the engine beside the app if empty. For
    /// operators and tests only.
    /// </summary>
    public string EngineProgram { get; set; } = "";

    /// <summary>
    /// Arguments of <see cref="EngineProgram"/>, one per entry (<c>Ocr__EngineArguments__0</c>, <c>Ocr__EngineArguments__1</c>, ...), so
    /// that they may contain spaces.
    /// </summary>
    public IReadOnlyList<string> EngineArguments { get; set; } = [];

    /// <summary>Memory limit of an engine process, and of each program that it starts, in megabytes; 0 for no limit.</summary>
    public int EngineMemoryMegabytes { get; set; } = 4_096;

    /// <summary>Seconds one page may take before its engine process is killed and the page fails.</summary>
    public int PageTimeoutSeconds { get; set; } = 240;

    /// <summary>Minutes a document may take if its sender gives no limit; 0 for no limit.</summary>
    public int DocumentTimeoutMinutes { get; set; }

    /// <summary>Seconds the engine may take to detect a document's kind and count its pages.</summary>
    public int InspectionTimeoutSeconds { get; set; } = 60;

    /// <summary>Maximum file size, in bytes.</summary>
    public long MaxFileBytes { get; set; } = 1L << 30;

    /// <summary>Maximum number of pages of a document.</summary>
    public int MaxPages { get; set; } = 5_000;

    /// <summary>Maximum number of pixels of a page image.</summary>
    public long MaxPagePixels { get; set; } = EngineLimits.MaxPixels;

    /// <summary>Page activities of one document in flight at once; 0 means two for each core plus two.</summary>
    public int DocumentWindow { get; set; }

    /// <summary>Maximum number of pages in one chunk, which is one child orchestration.</summary>
    public int PagesPerChunk { get; set; } = 48;

    /// <summary>Maximum number of pages that one activity reads.</summary>
    public int PagesPerActivity { get; set; } = 8;

    /// <summary>Words with a confidence below this (0 to 1) need review.</summary>
    public double ReviewBelow { get; set; } = 0.8;

    /// <summary>Maximum number of words of a document to review, the least certain ones; 0 for no limit.</summary>
    public int MaxReviewWords { get; set; }

    /// <summary>Key for the passwords of documents, 32 bytes in base64; derived from the storage account's key if empty.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Folder for the local copies of documents; the system's temporary folder if empty.</summary>
    public string TempFolder { get; set; } = "";

    /// <summary>Folder with additional language models (<c>*.traineddata</c>); <c>tessdata</c> beside the app if empty.</summary>
    public string TessdataFolder { get; set; } = "";

    /// <summary>
    /// Which of Tesseract's models are loaded where both are installed: <c>best</c>, <c>fast</c>, or <c>auto</c> for what was measured to
    /// be better, language by language.
    /// </summary>
    public string Models { get; set; } = "auto";

    /// <summary>Folder with Tesseract's best models in integer form; <c>tessdata-best</c> beside the app if empty.</summary>
    public string BestTessdataFolder { get; set; } = "";

    /// <summary>
    /// Whether lines go through this project's forward pass of Tesseract's network: <c>auto</c>, <c>off</c>, or the instruction set that it
    /// is to use, <c>avx2</c>, <c>avx512</c> or <c>avxvnni</c>.
    /// </summary>
    public string Acceleration { get; set; } = "auto";

    /// <summary>One line in this many is also read by Tesseract's own forward pass and compared; 0: each model's first line only.</summary>
    public int AccelerationCheckEvery { get; set; } = 500;

    /// <summary>What the second recognizer reads where a document asks for nothing else.</summary>
    public SecondReaderMode SecondReader { get; set; } = SecondReaderMode.Doubtful;

    /// <summary>Folder with the second recognizer's files; <c>recognizers</c> beside the app if empty.</summary>
    public string RecognizerFolder { get; set; } = "";

    /// <summary>Another line recognizer in ONNX form as the second one: path of its file; the default one if empty.</summary>
    public string SecondReaderModel { get; set; } = "";

    /// <summary>File with the characters of <see cref="SecondReaderModel"/>, one a line.</summary>
    public string SecondReaderCharacters { get; set; } = "";

    /// <summary>Pages an engine process reads before it is replaced.</summary>
    public int PagesPerEngine { get; set; } = 500;

    /// <summary>Omits the durable management URLs from responses; their key gives access to the whole task hub.</summary>
    public bool HideManagementUrls { get; set; }

    /// <summary>
    /// Exports that are written when a document is finished, by the names that they are served under, separated by commas; null for
    /// those that are on by default.
    /// </summary>
    public string? Exports { get; set; }

    /// <summary>Joins words that are hyphenated at line ends, in text and Markdown.</summary>
    public bool JoinHyphens { get; set; }

    /// <summary>Container that exports are copied to when a document is finished; none if empty.</summary>
    public string WriteBackContainer { get; set; } = "";

    /// <summary>
    /// Names of those copies: <c>{path}</c> is the source's name, <c>{name}</c> its last part without extension, <c>{id}</c> the document's
    /// id, <c>{file}</c> the export's file name, <c>{ext}</c> its extension.
    /// </summary>
    public string WriteBackName { get; set; } = "{path}.{ext}";

    /// <summary>Reuses the results of an earlier document with the same bytes and the same options instead of reading it again.</summary>
    public bool ReuseDuplicates { get; set; }

    /// <summary>Seconds that triggers have for a blob or a start before the reconciler acts.</summary>
    public int ReconcileAfterSeconds { get; set; } = 60;

    /// <summary>Days that a finished document's source is kept; 0 for forever.</summary>
    public int KeepSourceDays { get; set; }

    /// <summary>Days that a finished document's rows and results are kept; 0 for forever.</summary>
    public int KeepResultsDays { get; set; }

    /// <summary>Days that the histories of orchestrations are kept; 0 for forever.</summary>
    public int KeepHistoryDays { get; set; } = 30;

    /// <summary>Days that dead letters are kept; 0 for forever.</summary>
    public int KeepDeadLettersDays { get; set; }

    /// <summary>
    /// Public URL of the API, such as <c>https://ocr.example.org/api</c>: prefix of every link. Without it links are derived from the
    /// request, and those in completion messages are paths.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Links are paths if no public URL is configured; no request is available when a document finishes.</summary>
    internal string EffectivePublicUrl => PublicUrl.Length > 0 ? PublicUrl.TrimEnd('/') : "/api";

    /// <summary>
    /// Activities that a machine should run at once where others work for the same account: what one holds, an idle one cannot read.
    /// </summary>
    /// <param name="isJoining">Whether it joins others. If not, it may be alone, and holds as many more as one large document has in
    /// flight, so that another document finds a place beside it.</param>
    /// <returns>Two for each engine: with one, an engine would be idle while the next activity is fetched.</returns>
    public int ActivitiesOfOneMachine(bool isJoining) => 2 * EffectiveEngineProcesses + (isJoining ? 0 : EffectiveDocumentWindow);

    internal int EffectiveEngineProcesses => EngineProcesses > 0 ? EngineProcesses : Environment.ProcessorCount;

    internal int EffectiveDocumentWindow => DocumentWindow > 0 ? DocumentWindow : 2 * Environment.ProcessorCount + 2;
}
