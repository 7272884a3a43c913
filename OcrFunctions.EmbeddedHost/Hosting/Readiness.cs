namespace OcrFunctions.EmbeddedHost.Hosting;

/// <summary>Tells when functions can be called: the port is taken first, so requests may come before that.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WaitAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    public void Announce() => _ready.TrySetResult();
}
