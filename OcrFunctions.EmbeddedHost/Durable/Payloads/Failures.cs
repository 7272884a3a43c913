using Microsoft.DurableTask;

namespace OcrFunctions.EmbeddedHost.Durable.Payloads;

/// <summary>Exceptions as the data that histories keep.</summary>
internal static class Failures
{
    /// <summary>Type, message and inner failures; only the outermost one has a stack trace.</summary>
    public static TaskFailureDetails Describe(Exception exception)
    {
        TaskFailureDetails details = TaskFailureDetails.FromException(exception);
        return details with { InnerFailure = WithoutTrace(details.InnerFailure) };
    }

    private static TaskFailureDetails? WithoutTrace(TaskFailureDetails? failure) =>
        failure is null ? null : failure with { StackTrace = null, InnerFailure = WithoutTrace(failure.InnerFailure) };
}
