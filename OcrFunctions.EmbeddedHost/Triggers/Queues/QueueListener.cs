using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.EmbeddedHost.Functions;

namespace OcrFunctions.EmbeddedHost.Triggers.Queues;

/// <summary>Takes messages from one queue and calls its function for each.</summary>
internal sealed class QueueListener(
    FunctionDescriptor function, QueueClient queue, QueueClient poison, QueueSettings settings, FunctionInvoker invoker, CallTracker calls,
    Func<QueueListener, PollingLoop> loop, TimeProvider time, ILogger logger) : ITriggerListener
{
    /// <summary>How long a message is hidden while its call runs; prolonged at half time.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _closed = new();
    private Task _polling = Task.CompletedTask;

    public string Queue => queue.Name;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _polling = Task.Run(() => loop(this).RunAsync(_closed.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public void Close() => _closed.Cancel();

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _polling;
        await calls.DrainAsync(cancellationToken);
    }

    /// <summary>Takes one batch and begins its calls.</summary>
    /// <returns>True where messages were there.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        await calls.WhenAtMostAsync(settings.NewBatchThreshold, cancellationToken);
        QueueMessage[] messages;
        try
        {
            messages = await queue.ReceiveMessagesAsync(settings.BatchSize, Hidden, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The queue is made by whoever sends the first message.
            return false;
        }

        foreach (QueueMessage message in messages)
            calls.Run(() => HandleAsync(message, calls.Abandoned));
        return messages.Length > 0;
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        if (Decode(message.Body.ToString()) is not { } text)
        {
            logger.MessageUnreadable(queue.Name, function.Name);
            await PoisonAsync(message, message.PopReceipt, cancellationToken);
            return;
        }

        var hold = new MessageHold(queue, message, Hidden, time);
        try
        {
            await using (hold.Begin())
                await invoker.InvokeAsync(function, QueueBindingData.Input(message, text), cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception)
        {
            // Logged by the invoker.
            if (message.DequeueCount >= settings.MaxDequeueCount)
            {
                logger.MessagePoisoned(queue.Name, message.DequeueCount, function.Name);
                await PoisonAsync(message, hold.PopReceipt, cancellationToken);
            }
            else
            {
                await queue.UpdateMessageAsync(message.MessageId, hold.PopReceipt, (string?)null, settings.VisibilityTimeout, cancellationToken);
            }

            return;
        }

        await queue.DeleteMessageAsync(message.MessageId, hold.PopReceipt, cancellationToken);
    }

    /// <summary>Sends before it deletes: a crash in between leaves the message twice, and never not at all.</summary>
    private async Task PoisonAsync(QueueMessage message, string popReceipt, CancellationToken cancellationToken)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await poison.SendMessageAsync(message.Body.ToString(), cancellationToken);
        await queue.DeleteMessageAsync(message.MessageId, popReceipt, cancellationToken);
    }

    private string? Decode(string body)
    {
        if (!settings.Base64)
            return body;
        byte[] bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out int count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }
}
