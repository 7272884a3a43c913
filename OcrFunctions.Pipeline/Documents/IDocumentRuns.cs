using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>The orchestrations of documents; the pipeline does not know what an orchestration is.</summary>
public interface IDocumentRuns
{
    /// <summary>Starts a run's orchestration. Starting one that was already started is not an error and changes nothing.</summary>
    Task StartAsync(DocumentRun run, CancellationToken cancellationToken);

    /// <summary>State of a run's orchestration.</summary>
    Task<RunState> StateAsync(DocumentRun run, CancellationToken cancellationToken);

    /// <summary>Starts closing a run whose own orchestration ended without doing so. No effect if it is already being closed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="failure">Why no more was read; null if the document's row has the reason.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task CloseAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken);

    /// <summary>
    /// Starts writing a finished document's exports. If they are already being written, the running orchestration picks up the changes.
    /// </summary>
    /// <param name="documentId">The document's id.</param>
    /// <param name="isEnding">Whether a running orchestration has written its last: its end is awaited, for it picks up nothing more.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task RewriteAsync(string documentId, bool isEnding, CancellationToken cancellationToken);

    /// <summary>Removes the histories of all runs of a document.</summary>
    /// <param name="documentId">The document's id.</param>
    /// <param name="force">Whether to terminate what is still running.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False while some of it is still running: try again later.</returns>
    Task<bool> PurgeAsync(string documentId, bool force, CancellationToken cancellationToken);

    /// <summary>Removes the histories of completed runs that were started before a given time.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeBeforeAsync(DateTimeOffset started, CancellationToken cancellationToken);
}

/// <summary>State of an orchestration.</summary>
public enum RunState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is pending, running or suspended.</summary>
    Active,

    /// <summary>It completed or failed.</summary>
    Ended,

    /// <summary>It was terminated from outside.</summary>
    Terminated,
}
