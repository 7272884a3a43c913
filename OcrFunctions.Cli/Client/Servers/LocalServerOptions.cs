using Microsoft.Extensions.Logging;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>How the app on this machine is started.</summary>
internal sealed record LocalServerOptions
{
    /// <summary>Port to listen on; 0 picks a free one, null is the default port.</summary>
    public int? Port { get; init; }

    /// <summary>Whether a free port does where the default one is taken: its address need not be known.</summary>
    public required bool MayChoosePort { get; init; }

    /// <summary>Whether other processes may send it files while it runs.</summary>
    public required bool IsShared { get; init; }

    /// <summary>Configures the app's log.</summary>
    public required Action<ILoggingBuilder> ConfigureLogging { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
