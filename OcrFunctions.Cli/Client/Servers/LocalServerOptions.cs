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

    /// <summary>
    /// Whether it only works for a storage account that other machines serve. The account must then be in the settings, and nothing but the
    /// health of this host is served.
    /// </summary>
    public required bool IsJoining { get; init; }

    /// <summary>Configures the app's log.</summary>
    public required Action<ILoggingBuilder> ConfigureLogging { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
