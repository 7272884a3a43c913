using Azure;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

internal static class StorageFailure
{
    /// <summary>
    /// Whether storage did not answer as it should, so that it is not known what has happened and the same may be tried again.
    /// A request that the service calls malformed or too large will not get better.
    /// </summary>
    public static bool IsPassing(Exception e) => e switch
    {
        RequestFailedException { Status: 400 or 413 } => false,
        AggregateException many => many.InnerExceptions.All(IsPassing),
        RequestFailedException or IOException or OperationCanceledException => true,
        _ => false,
    };
}
