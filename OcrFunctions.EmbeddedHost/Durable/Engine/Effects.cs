using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>What a committed turn sets going. All of it follows from the stored history, so a crash before or within loses nothing: <see cref="Recovery"/> does it again.</summary>
internal static class Effects
{
    public static async Task RunAsync(Session session, Instance instance, Turn turn, InstanceState state)
    {
        var generation = new GenerationKey(state.RunId, state.Generation);
        var children = new List<Task>();
        foreach (HistoryEvent e in turn.Events)
        {
            switch (e)
            {
                case TaskScheduled task:
                    session.Activities.Enqueue(instance, generation, task);
                    break;
                case SubOrchestrationCreated child:
                    children.Add(Children.StartAsync(session, instance, child));
                    break;
                case TimerCreated timer when turn.LiveTimers.Contains(timer.Id):
                    ArmTimer(session, instance, timer);
                    break;
            }
        }

        // Timers that have been cancelled need not fire.
        foreach (TimerCreated timer in instance.Index.Open.OfType<TimerCreated>().Where(t => !turn.LiveTimers.Contains(t.Id)))
            session.Timers.Disarm(new TimerKey(generation, timer.Id));
        foreach (Sent sent in turn.Sent)
            session.Find(sent.To)?.Post(new Message(sent.Event, StoredAs: sent.Event.MessageId));

        await Task.WhenAll(children);
        if (turn.Left is { } left)
            session.Track(session.CleanUpAsync(left));
        if (turn.End is not null)
            End(session, instance, turn, state);
        if (turn.Again)
            instance.Post(Message.WakeUp);
        session.Signals.Changed(state.InstanceId);
    }

    public static void ArmTimer(Session session, Instance instance, TimerCreated timer)
    {
        var generation = new GenerationKey(instance.State.RunId, instance.State.Generation);
        session.Timers.Arm(new TimerKey(generation, timer.Id), new DateTimeOffset(timer.FireAt, TimeSpan.Zero),
            () => instance.Post(new Message(new TimerFired(session.Now, timer.Id, timer.FireAt), generation)));
    }

    private static void End(Session session, Instance instance, Turn turn, InstanceState state)
    {
        session.Remove(instance);
        EngineLog.InstanceEnded(session.Log, state.InstanceId, state.Name, state.Status);
        if (state.Parent is { } parent && turn.Events[^1] is ExecutionCompleted completed)
            Children.Answer(session, parent, completed);
    }
}
