using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace OcrFunctions.EmbeddedHost;

/// <summary>What a program that starts the app itself (the console, a test) may decide; <c>dotnet run</c> uses the defaults.</summary>
public sealed class EmbeddedHostOptions
{
    /// <summary>Port to listen on at 127.0.0.1; 0 picks a free one.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Folder that holds <c>host.json</c> and, where there is one, <c>local.settings.json</c>.</summary>
    public string ContentRoot { get; init; } = AppContext.BaseDirectory;

    /// <summary>Settings that win over <c>local.settings.json</c> and the environment, such as <c>AzureWebJobsStorage</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Runs after the app's own registrations, before the container is built: replaces services, changes logging.</summary>
    public Action<IHostApplicationBuilder>? Configure { get; init; }

    /// <summary>Assembly whose public methods with <c>[Function]</c> are the app; the one of its entry point where it is null.</summary>
    public Assembly? FunctionsAssembly { get; init; }

    /// <summary>Only these classes hold functions; every class of the assembly where it is null.</summary>
    internal IReadOnlyList<Type>? FunctionTypes { get; init; }
}
