using OcrFunctions.Cli.Client.Api;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>The app that reads: our own, or that of a <c>./run</c> that is already running.</summary>
internal interface IServer : IAsyncDisposable
{
    ApiClient Api { get; }

    /// <summary>Completes when the app ends by itself; contains the exception that ended it.</summary>
    Task Ended { get; }

    /// <exception cref="ConsoleException">The app has ended, nothing more will be read.</exception>
    Task ThrowIfEndedAsync();

    /// <summary>What happens to documents that are no longer waited for.</summary>
    string Unfinished { get; }
}
