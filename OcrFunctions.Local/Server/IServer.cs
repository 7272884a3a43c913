namespace OcrFunctions.Local.Server;

/// <summary>The app that reads: our own, or that of a <c>./run</c> that is at work already.</summary>
internal interface IServer : IAsyncDisposable
{
    ApiClient Api { get; }

    /// <summary>Ends when the app does, of its own accord; carries what ended it.</summary>
    Task Ended { get; }

    /// <exception cref="Terminal.ConsoleException">The app has ended, nobody will read any more.</exception>
    Task StillThereAsync();

    /// <summary>What becomes of documents that nobody waits for any more.</summary>
    string Unfinished { get; }
}
