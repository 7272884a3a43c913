using System.Diagnostics;
using Azure;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// One unfinished instance of a task hub that is ours: takes the messages that have arrived, thinks a turn through, commits
/// it, lets it have its effects; then the next turn. Messages that arrive together make one turn.
/// </summary>
internal sealed class Instance(Session session, InstanceState state)
{
    /// <summary>Most stored messages in a turn: they are removed in the transaction that publishes it, which holds 100 operations.</summary>
    private const int MostStored = 90;

    private readonly Lock _gate = new();
    private readonly Queue<Message> _inbox = new();
    private List<HistoryEvent>? _history;
    private HistoryIndex _index = new([]);
    private volatile InstanceState _state = state;
    private bool _running;
    private Exception? _over;

    public string Id { get; } = state.InstanceId;

    /// <summary>As last published.</summary>
    public InstanceState State => _state;

    public HistoryIndex Index => _index;

    /// <summary>When it came into memory, as <see cref="Stopwatch"/> counts.</summary>
    public long Begun { get; } = Stopwatch.GetTimestamp();

    public bool IsAt(GenerationKey generation) => !_state.IsFinal && _state.RunId == generation.RunId && _state.Generation == generation.Generation;

    /// <summary>Takes a history that was read anyway, before the first message.</summary>
    public void Begin(List<HistoryEvent> history)
    {
        (_history, _index) = (history, new HistoryIndex(history));
        session.Cache.Used(this, history.Count);
    }

    public void Post(Message message)
    {
        lock (_gate)
        {
            if (_over is not null)
            {
                message.Taken?.TrySetException(_over);
                return;
            }

            if (_state.IsFinal)
            {
                message.Taken?.TrySetResult(false);
                return;
            }

            _inbox.Enqueue(message);
            if (_running)
                return;
            _running = true;
        }

        session.Run(RunAsync);
    }

    /// <summary>Lets the decoded history go; a later turn reads it again.</summary>
    public void ForgetHistory()
    {
        lock (_gate)
        {
            if (!_running)
                _history = null;
        }
    }

    /// <summary>The session is over: nothing is taken any more, and who waits is told.</summary>
    public void Abandon(Exception reason)
    {
        List<Message> left;
        lock (_gate)
        {
            _over = reason;
            left = [.. _inbox];
            _inbox.Clear();
        }

        foreach (Message message in left)
            message.Taken?.TrySetException(reason);
    }

    private async Task RunAsync()
    {
        List<Message> messages = [];
        try
        {
            while (Take(messages))
            {
                await TurnAsync(messages);
                foreach (Message message in messages)
                    message.Taken?.TrySetResult(true);
                messages.Clear();
            }
        }
        catch (Exception e)
        {
            // Either the hub is lost, and the session ends; or the history cannot be read, and this instance stands still.
            if (e is not (OwnershipLostException or OperationCanceledException))
                EngineLog.InstanceStuck(session.Log, Id, e.Message, e);
            foreach (Message message in messages)
                message.Taken?.TrySetException(e);
            Abandon(e);
        }
    }

    private bool Take(List<Message> messages)
    {
        lock (_gate)
        {
            if (_over is null && !_state.IsFinal)
                for (int stored = 0; stored < MostStored && _inbox.TryDequeue(out Message? message);)
                {
                    messages.Add(message);
                    if (message.StoredAs is not null)
                        stored++;
                }

            if (messages.Count > 0)
                return true;
            _running = false;
            while (_state.IsFinal && _inbox.TryDequeue(out Message? late))
                late.Taken?.TrySetResult(false);
            return false;
        }
    }

    private async Task TurnAsync(List<Message> messages)
    {
        // In the history already, so an earlier turn has removed it; sent again, it lies there again.
        foreach (string again in messages.Select(m => m.StoredAs).OfType<string>().Where(_index.HasSeen))
            await session.RetryAsync(Id, () => session.Instances.DeleteMessageAsync(StorageKeys.Escape(Id), again, session.Ended));

        Turn? turn;
        await session.Orchestrators.WaitAsync(session.Ended);
        try
        {
            _history ??= await session.RetryAsync(Id, () => session.Histories.ReadAsync(_state, session.Ended));
            turn = session.Planner.Plan(_state, _history, _index, messages, session.Now);
        }
        finally
        {
            session.Orchestrators.Release();
        }

        if (turn is null)
            return;
        InstanceState committed;
        try
        {
            committed = await Commit.RunAsync(session, turn);
        }
        catch (RequestFailedException e) when (!StorageFailure.IsPassing(e))
        {
            // It would be refused again at every start: better an orchestration that failed and says why than one that stands still.
            EngineLog.TurnRefused(session.Log, Id, e);
            turn = TurnPlanner.Refuse(_state, _index, e, session.Now);
            committed = await Commit.RunAsync(session, turn);
        }

        Adopt(turn, committed);
        await Effects.RunAsync(session, this, turn, committed);
    }

    /// <summary>Makes the committed turn the truth in memory, too.</summary>
    private void Adopt(Turn turn, InstanceState committed)
    {
        if (turn.Left is not null)
            (_history, _index) = ([], new HistoryIndex([]));
        foreach (HistoryEvent e in turn.Events)
        {
            _history!.Add(e);
            _index.Add(e);
        }

        _state = committed;
        if (committed.IsFinal)
        {
            _history = null;
            session.Cache.Forget(this);
        }
        else
        {
            session.Cache.Used(this, _history!.Count);
        }
    }
}
