using Azure;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// Takes up what an earlier owner has left. First every unfinished row is rewritten with a higher fence: that changes its
/// ETag, and a late write of the earlier owner is refused. Then everything that is under way is set going again.
/// </summary>
internal static class Recovery
{
    private const int AtOnce = 8;

    /// <returns>How many instances go on.</returns>
    public static async Task<int> RunAsync(Session session, CancellationToken cancellation)
    {
        var unfinished = new List<InstanceState>();
        var messages = new List<StoredMessage>();
        await foreach ((InstanceState? instance, StoredMessage? message) in session.Instances.UnfinishedAsync(cancellation))
        {
            if (instance is not null)
                unfinished.Add(instance);
            else
                messages.Add(message!);
        }

        // All fenced before any goes on: an orchestration that is resumed early may talk to one that is not ours yet.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        var ours = new List<Instance>();
        await Parallel.ForEachAsync(unfinished, parallel, async (row, c) =>
        {
            if (await AdoptAsync(session, row, c) is { } instance)
                lock (ours)
                    ours.Add(instance);
        });
        foreach (Instance instance in ours.OrderBy(i => i.State.CreatedAt))
            Resume(session, instance);
        await DeliverAsync(session, messages, cancellation);
        return ours.Count;
    }

    /// <summary>Takes up and sets going one row, unless somebody has.</summary>
    public static async Task TakeUpAsync(Session session, InstanceState row, CancellationToken cancellation)
    {
        session.Lease.EnsureHeld();
        if (await AdoptAsync(session, row, cancellation) is { } instance)
            Resume(session, instance);
    }

    /// <summary>Takes up one row, unless it is ours already or has ended meanwhile.</summary>
    private static async Task<Instance?> AdoptAsync(Session session, InstanceState row, CancellationToken cancellation)
    {
        using IDisposable held = await session.LockIdAsync(row.InstanceId);
        InstanceState? state = row;
        while (state is { IsFinal: false } && session.Find(row.InstanceId) is null)
        {
            InstanceState fenced = state with { Fence = state.Fence + 1, CommitId = Guid.NewGuid().ToString("N") };
            if (await FenceAsync(session, fenced, cancellation) is { } ours)
            {
                fenced = ours with { Input = await session.Payloads.FetchAsync(ours.Input, cancellation) };
                return session.Begin(fenced, await session.Histories.ReadAsync(fenced, cancellation), wake: false);
            }

            // The earlier owner was a moment faster; it cannot be for ever.
            state = await session.Instances.GetAsync(row.InstanceId, cancellation);
        }

        return null;
    }

    /// <returns>Null when another owner was faster, or storage says so although nobody was: the row has to be read again.</returns>
    private static async Task<InstanceState?> FenceAsync(Session session, InstanceState fenced, CancellationToken cancellation)
    {
        try
        {
            (PublishResult result, InstanceState published) = await session.Instances.PublishAsync(fenced, [], cancellation);
            return result == PublishResult.Published ? published : null;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    private static void Resume(Session session, Instance instance)
    {
        var generation = new GenerationKey(instance.State.RunId, instance.State.Generation);
        RequestEvent[] open = [.. instance.Index.Open];
        foreach (RequestEvent request in open)
        {
            switch (request)
            {
                case TaskScheduled task:
                    session.Activities.Enqueue(instance, generation, task);
                    break;
                case TimerCreated timer:
                    Effects.ArmTimer(session, instance, timer);
                    break;
                case SubOrchestrationCreated child:
                    session.Track(Children.StartAsync(session, instance, child));
                    break;
            }
        }

        // Nothing under way: it has yet to start, waits for an event, or had a turn due at once.
        if (open.Length == 0)
            session.Wake(instance);
    }

    private static async Task DeliverAsync(Session session, List<StoredMessage> messages, CancellationToken cancellation)
    {
        foreach (StoredMessage message in messages)
        {
            Instance? receiver = session.FindByKey(message.ReceiverKey);
            if (receiver?.State.RunId == message.RunId)
                receiver.Post(new Message(message.Event, StoredAs: message.Event.MessageId));
            else
                await session.Instances.DeleteMessageAsync(message.ReceiverKey, message.Event.MessageId!, cancellation);
        }
    }
}
