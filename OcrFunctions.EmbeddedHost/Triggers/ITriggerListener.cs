namespace OcrFunctions.EmbeddedHost.Triggers;

/// <summary>Watches something outside and calls functions for it.</summary>
internal interface ITriggerListener
{
    /// <summary>Begins to watch; storage that is not there yet is no error.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes nothing new from now on; returns at once.</summary>
    void Close();

    /// <summary>Ends when every call has, without cancelling them; patience ends with the token, which then cancels them.</summary>
    Task DrainAsync(CancellationToken cancellationToken);
}
