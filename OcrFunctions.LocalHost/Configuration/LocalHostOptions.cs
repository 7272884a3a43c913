using System.Net;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.LocalHost.Configuration;

/// <summary>Options that the program that starts the host sets.</summary>
public sealed record LocalHostOptions
{
    /// <summary>
    /// Build or publish output of an isolated-worker Functions app: the folder with its <c>worker.config.json</c> and <c>host.json</c>.
    /// </summary>
    public required string AppFolder { get; init; }

    /// <summary>Address to listen on. On another than the loopback address the setting <c>LocalHost__FunctionKey</c> is required.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen on; 0 picks a free one.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>
    /// Settings that override <c>local.settings.json</c> and the environment, such as <c>AzureWebJobsStorage</c>; the worker gets them too.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Settings that apply where neither <c>local.settings.json</c> nor the environment has them; they override <c>host.json</c>
    /// (keys below <c>AzureFunctionsJobHost</c>).
    /// </summary>
    public IReadOnlyDictionary<string, string?> Defaults { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Name of this host among the hosts of one task hub. One that stays the same lets a restarted host own its partitions again at once;
    /// two hosts must not have the same. Null for a new one at every start.
    /// </summary>
    public string? InstanceId { get; init; }

    /// <summary>
    /// Routes of the HTTP functions that are served, as the functions have them. With null all are, and the extensions' webhooks, such as
    /// the Durable management API.
    /// </summary>
    public IReadOnlyCollection<string>? HttpRoutes { get; init; }

    /// <summary>Headers that are added to every response.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>Adds to or replaces the console log.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }
}
