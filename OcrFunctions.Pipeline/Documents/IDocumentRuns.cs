namespace OcrFunctions.Pipeline.Documents;

/// <summary>The orchestrations of documents; the pipeline does not know what an orchestration is.</summary>
public interface IDocumentRuns
{
    /// <summary>Starts a run's orchestration. Starting one that was ever started is no error and changes nothing.</summary>
    Task StartAsync(DocumentRun run, CancellationToken cancellationToken);

    /// <summary>Where a run's orchestration is.</summary>
    Task<RunState> StateAsync(DocumentRun run, CancellationToken cancellationToken);

    /// <summary>Starts the closing of a run whose own orchestration ended without. Closing one that is being closed changes nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="failure">Why nothing more was read; null where the document's row says it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task CloseAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken);

    /// <summary>Starts the writing of a finished document's exports. Where they are being written, those who write see what has changed.</summary>
    Task RewriteAsync(string documentId, CancellationToken cancellationToken);

    /// <summary>Removes the histories of all runs of a document.</summary>
    /// <param name="documentId">The document's id.</param>
    /// <param name="force">Whether to terminate what still works.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False while something of it still works: try again later.</returns>
    Task<bool> PurgeAsync(string documentId, bool force, CancellationToken cancellationToken);

    /// <summary>Removes the histories of runs that were started before a time and have ended.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeBeforeAsync(DateTimeOffset started, CancellationToken cancellationToken);
}

/// <summary>Where an orchestration is.</summary>
public enum RunState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It waits, works or is suspended.</summary>
    Active,

    /// <summary>It came to its end, or failed.</summary>
    Ended,

    /// <summary>Somebody terminated it.</summary>
    Terminated,
}
