namespace OcrFunctions.Benchmarks.Latency;

/// <summary>When the stages of a one-page document began and ended; times are UTC.</summary>
internal sealed class StageLatencies
{
    /// <summary>The stages, in their order, and what the whole takes.</summary>
    public static readonly (string Name, Func<StageLatencies, TimeSpan> Time)[] Stages =
    [
        ("file sent and stored; posted: the response", one => one.Accepted - one.Begun),
        ("from the first byte until its orchestration runs; dropped: the trigger's polling", one => one.Document.Started - one.Begun),
        ("until its inspection is scheduled", one => one.Inspection.Scheduled - one.Document.Started),
        ("inspection", one => one.Inspection.Completed - one.Inspection.Scheduled),
        ("until its page is scheduled", one => one.Page.Scheduled - one.Inspection.Completed),
        ("page, its recognition included", one => one.Page.Completed - one.Page.Scheduled),
        ("until finishing is scheduled", one => one.Finishing.Scheduled - one.Page.Completed),
        ("exports, counts, completion, until the client sees it", one => one.Seen - one.Finishing.Scheduled),
        ("all", one => one.Seen - one.Begun),
        ("CPU time of the engine, within the page", one => one.Engine),
        ("all but that", one => one.Seen - one.Begun - one.Engine),
    ];

    /// <summary>When the client began to send the file.</summary>
    public required DateTime Begun { get; init; }

    /// <summary>When the response was there (posted) or the blob was stored (dropped).</summary>
    public required DateTime Accepted { get; init; }

    /// <summary>When the client saw that the document was finished.</summary>
    public required DateTime Seen { get; init; }

    /// <summary>Of the document's orchestration.</summary>
    public required DurableHistory Document { get; init; }

    /// <summary>Of its pages' orchestration.</summary>
    public required DurableHistory Pages { get; init; }

    /// <summary>CPU time of recognition.</summary>
    public required TimeSpan Engine { get; init; }

    private FunctionCall Inspection => Document.Call("InspectDocument");

    private FunctionCall Page => Pages.Call("RecognizePage");

    private FunctionCall Finishing => Document.Call("FinishDocument");
}
