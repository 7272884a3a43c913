using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable;
using OcrFunctions.EmbeddedHost.Management;

namespace Microsoft.Azure.Functions.Worker;

public static class DurableTaskClientExtensions
{
    /// <summary>Makes the URLs without looking whether the instance exists.</summary>
    /// <param name="client">A client that a function was given.</param>
    /// <param name="instanceId">The orchestration's id; percent-encoded in the URLs.</param>
    /// <param name="request">Where the URLs take scheme, host and port from; the host's own base where it is null.</param>
    /// <exception cref="InvalidOperationException">The client is not one of the host.</exception>
    public static HttpManagementPayload CreateHttpManagementPayload(this DurableTaskClient client, string instanceId, HttpRequestData? request = null)
    {
        if (client is not IManagementUrls urls)
            throw new InvalidOperationException("Failed to get base url: the client was not made by the host that serves the management URLs.");
        return request is null ? urls.For(instanceId) : new ManagementUrls(request.Url.GetLeftPart(UriPartial.Authority)).For(instanceId);
    }
}
