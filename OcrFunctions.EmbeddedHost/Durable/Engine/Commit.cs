using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// Makes a turn durable. The order is the point:
/// <list type="number">
/// <item>messages to other orchestrations are stored. After the publishing, a crash in between would lose them for good; before it,
/// a crash repeats the turn, which sends the same message again, and the receiver knows it by its id;</item>
/// <item>the events are written as segments that no row speaks of yet. After the publishing, a crash in between would leave a
/// row that counts events nobody has;</item>
/// <item>the row is replaced if its ETag is as we know it. Now, and only now, the turn has happened. Another owner has changed the
/// ETag, so that a host that has slept through its lease is refused here;</item>
/// <item>only then come the effects (<see cref="Effects"/>). Before the publishing, an activity could run for a turn that never
/// happened.</item>
/// </list>
/// </summary>
internal static class Commit
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <returns>The row as it stands now.</returns>
    /// <exception cref="OwnershipLostException">Another host owns the hub; nothing was published.</exception>
    public static async Task<InstanceState> RunAsync(Session session, Turn turn)
    {
        TimeSpan pause = FirstPause;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(session, turn);
            }
            catch (Exception e) when (StorageFailure.IsPassing(e) && !session.Ended.IsCancellationRequested)
            {
                // It may have happened. The same turn is tried again as it is: if it has, the row carries its commit id.
                EngineLog.CommitFailed(session.Log, turn.State.InstanceId, attempt, pause, e);
                await Task.Delay(pause, session.Ended);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private static async Task<InstanceState> TryAsync(Session session, Turn turn)
    {
        session.Lease.EnsureHeld();
        foreach (Sent sent in turn.Sent)
            if (session.Find(sent.To) is { State.IsFinal: false } receiver)
                await session.Instances.SendAsync(sent.To, receiver.State.RunId, sent.Event, session.Ended);

        InstanceState state = turn.State;
        (int segments, bool blobs) = await session.Histories.WriteAsync(state, turn.Events, session.Ended);
        state = state with
        {
            Segments = state.Segments.Add(state.Fence, segments),
            Events = state.Events + turn.Events.Count,
            HasBlobs = state.HasBlobs || blobs,
            Input = await session.Payloads.SettleAsync(state, state.Input, session.Ended),
            Output = await session.Payloads.SettleAsync(state, state.Output, session.Ended),
        };

        // Once more: writing may have taken longer than the lease.
        session.Lease.EnsureHeld();
        (PublishResult result, InstanceState published) = await session.Instances.PublishAsync(state, turn.Consumed, session.Ended);
        if (result == PublishResult.Published)
            return published;
        session.Lease.Lose();
        throw new OwnershipLostException();
    }
}
