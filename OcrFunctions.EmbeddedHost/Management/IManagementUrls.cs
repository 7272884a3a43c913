using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.EmbeddedHost.Durable;

/// <summary>Implemented by the client that functions are given, because the URLs begin with the address that its host listens on.</summary>
internal interface IManagementUrls
{
    HttpManagementPayload For(string instanceId);
}
