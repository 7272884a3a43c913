namespace OcrFunctions.Pipeline.Documents;

/// <summary>Starts the orchestration of a run; the pipeline does not know what an orchestration is.</summary>
public interface IRunStarter
{
    /// <summary>Starts a run's orchestration. Starting one that was ever started is no error and changes nothing.</summary>
    Task StartAsync(DocumentRun run, CancellationToken cancellationToken);
}
