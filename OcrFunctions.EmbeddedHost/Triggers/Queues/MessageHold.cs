using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace OcrFunctions.EmbeddedHost.Triggers.Queues;

/// <summary>Keeps a message hidden for as long as its call runs.</summary>
internal sealed class MessageHold(QueueClient queue, QueueMessage message, TimeSpan hidden, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private Task _prolonging = Task.CompletedTask;

    /// <summary>What the next operation on the message has to show; changes whenever the message is hidden anew.</summary>
    public string PopReceipt { get; private set; } = message.PopReceipt;

    public MessageHold Begin()
    {
        _prolonging = ProlongAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        // A message that could not be held comes back and is called again: at least once, as queues promise.
        await _prolonging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task ProlongAsync()
    {
        while (true)
        {
            await Task.Delay(hidden / 2, time, _ended.Token);
            UpdateReceipt receipt = await queue.UpdateMessageAsync(message.MessageId, PopReceipt, (string?)null, hidden, CancellationToken.None);
            PopReceipt = receipt.PopReceipt;
        }
    }
}
