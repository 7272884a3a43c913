namespace OcrFunctions.LocalHost.Functions;

/// <summary>Binding types that this host supports.</summary>
internal static class BindingTypes
{
    public const string HttpTrigger = "httpTrigger";
    public const string BlobTrigger = "blobTrigger";
    public const string QueueTrigger = "queueTrigger";
    public const string TimerTrigger = "timerTrigger";
    public const string OrchestrationTrigger = "orchestrationTrigger";
    public const string ActivityTrigger = "activityTrigger";
    public const string DurableClient = "durableClient";
    public const string HttpOutput = "http";

    public static readonly string[] All =
        [HttpTrigger, BlobTrigger, QueueTrigger, TimerTrigger, OrchestrationTrigger, ActivityTrigger, DurableClient, HttpOutput];
}
