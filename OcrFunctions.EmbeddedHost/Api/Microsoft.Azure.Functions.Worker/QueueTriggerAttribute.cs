using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Calls the function for each message of a storage queue. Messages are base64 unless host.json says otherwise.</summary>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    public string QueueName { get; } = queueName;

    /// <summary>Name of the setting that holds the connection string; null for <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }
}
