namespace OcrFunctions.Pipeline;

/// <summary>Settings of the pipeline; each is read from <c>Ocr:Name</c> (environment: <c>Ocr__Name</c>).</summary>
public sealed class OcrOptions
{
    public const string Section = "Ocr";

    /// <summary>Language of a document that asks for none: Tesseract codes joined by <c>+</c>.</summary>
    public string DefaultLanguage { get; set; } = "eng";

    /// <summary>Engine processes that recognise pages on this machine; 0 means one for each core.</summary>
    public int EngineProcesses { get; set; }

    /// <summary>Most memory of an engine process, and of each program that it starts, in megabytes; 0 for no limit.</summary>
    public int EngineMemoryMegabytes { get; set; } = 4_096;

    /// <summary>Seconds one page may take before its engine process is killed and the page has failed.</summary>
    public int PageTimeoutSeconds { get; set; } = 240;

    /// <summary>Minutes a document may take where its sender names no time; 0 for any.</summary>
    public int DocumentTimeoutMinutes { get; set; }

    /// <summary>Seconds the engine may take to tell a document's kind and count its pages.</summary>
    public int InspectionTimeoutSeconds { get; set; } = 60;

    /// <summary>Largest file that is read, in bytes.</summary>
    public long MaxFileBytes { get; set; } = 1L << 30;

    /// <summary>Most pages a document may have.</summary>
    public int MaxPages { get; set; } = 5_000;

    /// <summary>Most pixels of a page image.</summary>
    public long MaxPagePixels { get; set; } = 250_000_000;

    /// <summary>Page activities of one document in flight at once; 0 means two for each core and two more.</summary>
    public int DocumentWindow { get; set; }

    /// <summary>Most pages of one chunk, which is one child orchestration.</summary>
    public int PagesPerChunk { get; set; } = 32;

    /// <summary>Words with a confidence below this (0 to 1) count as worth a look.</summary>
    public double ReviewBelow { get; set; } = 0.8;

    /// <summary>Key for the passwords of documents, 32 bytes in base64; derived from the storage account's key where it is empty.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Folder for the local copies of documents; the system's temporary folder where it is empty.</summary>
    public string TempFolder { get; set; } = "";

    /// <summary>Folder with further language models (<c>*.traineddata</c>); <c>tessdata</c> beside the app where it is empty.</summary>
    public string TessdataFolder { get; set; } = "";

    /// <summary>Pages an engine process reads before a fresh one takes its place.</summary>
    public int PagesPerEngine { get; set; } = 500;

    /// <summary>Leaves the durable management URLs out of answers; their key opens the whole task hub.</summary>
    public bool HideManagementUrls { get; set; }

    /// <summary>What is written when a document is finished, by the names that it is served under, parted by commas. Only <c>pdfa</c> is not among them from the start.</summary>
    public string Exports { get; set; } = "json,text,pdf,words.csv,hocr,alto,tsv,markdown";

    /// <summary>Joins words that a line's end has cut, in text and Markdown.</summary>
    public bool JoinHyphens { get; set; }

    /// <summary>Container that exports are copied to when a document is finished; none where it is empty.</summary>
    public string WriteBackContainer { get; set; } = "";

    /// <summary>Names of those copies: <c>{path}</c> is the source's name, <c>{name}</c> its last part without extension, <c>{id}</c> the document's id, <c>{file}</c> the export's file name, <c>{ext}</c> its extension.</summary>
    public string WriteBackName { get; set; } = "{path}.{ext}";

    /// <summary>Gives a second copy of the same bytes, asked for with the same options, the first one's results instead of reading it again.</summary>
    public bool ReuseDuplicates { get; set; }

    /// <summary>Seconds that triggers have for a blob or a start before the reconciler steps in.</summary>
    public int ReconcileAfterSeconds { get; set; } = 60;

    /// <summary>Days that a finished document's source is kept; 0 for ever.</summary>
    public int KeepSourceDays { get; set; }

    /// <summary>Days that a finished document's rows and results are kept; 0 for ever.</summary>
    public int KeepResultsDays { get; set; }

    /// <summary>Days that the histories of orchestrations are kept; 0 for ever.</summary>
    public int KeepHistoryDays { get; set; } = 30;

    /// <summary>Days that dead letters are kept; 0 for ever.</summary>
    public int KeepDeadLettersDays { get; set; }

    /// <summary>URL of the API as others reach it, such as <c>https://ocr.example.org/api</c>: what the links in completion messages begin with.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Links are paths where nobody said what the host is called; requests are not at hand when a document ends.</summary>
    internal string EffectivePublicUrl => PublicUrl.Length > 0 ? PublicUrl.TrimEnd('/') : "/api";

    /// <summary>The exports that are asked for.</summary>
    internal IReadOnlyList<string> ExportNames => Exports.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal int EffectiveEngineProcesses => EngineProcesses > 0 ? EngineProcesses : Environment.ProcessorCount;

    internal int EffectiveDocumentWindow => DocumentWindow > 0 ? DocumentWindow : 2 * Environment.ProcessorCount + 2;
}
