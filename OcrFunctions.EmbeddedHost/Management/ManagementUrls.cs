using Microsoft.Azure.Functions.Worker;
using OcrFunctions.EmbeddedHost.Durable;

namespace OcrFunctions.EmbeddedHost.Management;

/// <summary>The management URLs as the real worker makes them, double braces and empty entries included.</summary>
/// <param name="baseUrl">Scheme, host and port, without a slash at the end.</param>
internal sealed class ManagementUrls(string baseUrl) : IManagementUrls
{
    /// <summary>Stands where a deployed app has the key of its task hub. Nothing checks it on a local host, there or here.</summary>
    public const string LocalKey = "local";

    public HttpManagementPayload For(string instanceId)
    {
        string instance = $"{baseUrl}/runtime/webhooks/durabletask/instances/{Uri.EscapeDataString(instanceId)}";
        const string Code = "code=" + LocalKey;
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = $"{instance}?{Code}",
            SendEventPostUri = $"{instance}/raiseEvent/{{eventName}}?{Code}",
            TerminatePostUri = $"{instance}/terminate?reason={{{{text}}}}&{Code}",
            PurgeHistoryDeleteUri = $"{instance}?{Code}",
            SuspendPostUri = $"{instance}/suspend?reason={{{{text}}}}&{Code}",
            ResumePostUri = $"{instance}/resume?reason={{{{text}}}}&{Code}",
        };
    }
}
