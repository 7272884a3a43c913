namespace OcrFunctions.Pipeline.Telemetry;

/// <summary>Names by which telemetry is selected.</summary>
public static class TelemetryNames
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Source = "OcrFunctions";
}

/// <summary>Attributes of spans, metrics and logs; in lower case with dots, as OpenTelemetry's conventions ask for.</summary>
public static class TelemetryAttributes
{
    /// <summary>Id of the document: on every span of a document's trace and on every log record about it.</summary>
    public const string DocumentId = "ocr.document.id";

    /// <summary>Final status of a document.</summary>
    public const string DocumentStatus = "ocr.document.status";

    /// <summary>Number of the document's pages that are read.</summary>
    public const string DocumentPages = "ocr.document.pages";

    /// <summary>Number of the run over the document, from 1.</summary>
    public const string DocumentRun = "ocr.document.run";

    /// <summary>Whether this intake created the document; false where another saw the blob first.</summary>
    public const string DocumentClaimed = "ocr.document.claimed";

    /// <summary>Number of the page, from 1.</summary>
    public const string PageNumber = "ocr.page.number";

    /// <summary>Number of times that the page was given to an engine in this run.</summary>
    public const string PageAttempt = "ocr.page.attempt";

    /// <summary>How the attempt ended: done, failed, retry or stopped.</summary>
    public const string PageOutcome = "ocr.page.outcome";

    /// <summary>Where the page's text comes from.</summary>
    public const string PageSource = "ocr.page.source";

    /// <summary>Mean confidence of the page's recognized words, 0 to 1.</summary>
    public const string PageConfidence = "ocr.page.confidence";

    /// <summary>Number of the page's words.</summary>
    public const string PageWords = "ocr.page.words";

    /// <summary>Number of regions that look like text and were not read.</summary>
    public const string PageUnreadRegions = "ocr.page.unread_regions";

    /// <summary>A part of the work on a page.</summary>
    public const string PageStage = "ocr.page.stage";

    /// <summary>Name of the recognizer.</summary>
    public const string EngineName = "ocr.engine.name";

    /// <summary>Version of the recognizer.</summary>
    public const string EngineVersion = "ocr.engine.version";

    /// <summary>Why an engine process was replaced.</summary>
    public const string EngineRestartReason = "ocr.engine.restart.reason";

    /// <summary>Code of an error; the convention's name.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Prefix of the CPU seconds of an engine's stages, which end in the stage's name.</summary>
    public const string StageCpuPrefix = "ocr.page.stage.cpu_time.";
}
