using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Activities;

/// <summary>
/// An exception that leaves an activity is written into the orchestration's history, and one longer than 64 KB would hang
/// it. So the full exception is logged, and only its first sentences are passed on.
/// </summary>
public sealed partial class ActivityBoundary(ILogger<ActivityBoundary> log)
{
    /// <summary>Runs an activity's work.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="documentId">The document that it works on, which is named on all that is logged.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="ActivityFailedException">The work threw something unexpected.</exception>
    public async Task<T> RunAsync<T>(string activity, string documentId, Func<Task<T>> work)
    {
        DocumentTrace.TagCaller(documentId);
        using IDisposable? scope = log.DocumentScope(documentId);
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(e, activity);
            OcrError error = OcrError.Of(ErrorCodes.InternalError, $"{activity}: {e.GetType().Name}: {e.Message}");
            throw new ActivityFailedException(error.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "Activity {Activity} failed.")]
    private partial void Failed(Exception exception, string activity);
}

/// <summary>An activity failed unexpectedly; the log has the details.</summary>
public sealed class ActivityFailedException(string message) : Exception(message);
