using System.Reflection;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Description;
using Microsoft.Azure.WebJobs.Host.Config;

namespace OcrFunctions.LocalHost.WebJobs;

/// <summary>
/// Gives extensions the address of their own HTTP API and registers them by its name:
/// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script.WebHost/WebHooks/DefaultScriptWebHookProvider.cs
/// </summary>
/// <param name="baseAddress">Where the host listens.</param>
/// <param name="key">Key that its requests must carry; null where keys are not checked.</param>
internal sealed class WebhookProvider(Uri baseAddress, string? key) : IWebHookProvider
{
    /// <summary>Placeholder for the key of a deployed app.</summary>
    private const string LocalKey = "local";

    private readonly Dictionary<string,
        IAsyncConverter<HttpRequestMessage, HttpResponseMessage>> _handlers = new(StringComparer.OrdinalIgnoreCase);

    public Uri GetUrl(IExtensionConfigProvider extension)
    {
        Type type = extension.GetType();
        string name = (type.GetCustomAttribute<ExtensionAttribute>()?.ConfigurationSection ?? type.Name).ToLowerInvariant();
        _handlers[name] = (IAsyncConverter<HttpRequestMessage, HttpResponseMessage>)extension;
        return new Uri(baseAddress, $"runtime/webhooks/{name}?code={Uri.EscapeDataString(key ?? LocalKey)}");
    }

    public IAsyncConverter<HttpRequestMessage, HttpResponseMessage>? Find(string extension) => _handlers.GetValueOrDefault(extension);
}
