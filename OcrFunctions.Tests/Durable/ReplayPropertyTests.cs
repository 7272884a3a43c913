using CsCheck;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Replay;
using OcrFunctions.Tests.Durable.Fixtures;

namespace OcrFunctions.Tests.Durable;

/// <summary>
/// Random orchestrations, given as trees of waits, driven by random answers: whatever the history, replaying any prefix of
/// it asks for exactly what the history has recorded next.
/// </summary>
public sealed class ReplayPropertyTests
{
    private static readonly DateTime Start = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Gen<Step> Leaf = Gen.OneOf<Step>(
        Gen.Int[0, 9].Select(n => (Step)new Call(n)),
        Gen.Int[0, 9].Select(n => (Step)new Child(n)),
        Gen.Int[1, 60].Select(n => (Step)new Sleep(n)),
        Gen.Const((Step)new Id()));

    private static readonly Gen<Step> Any = Gen.Recursive<Step>((depth, inner) => depth >= 3 ? Leaf : Gen.OneOf(
        Leaf,
        inner.List[1, 4].Select(s => (Step)new Sequence(s)),
        inner.List[1, 4].Select(s => (Step)new All(s)),
        inner.List[1, 4].Select(s => (Step)new First(s))));

    [Fact]
    public void A_replay_of_every_prefix_reaches_the_decisions_that_are_recorded() =>
        Gen.Select(Any, Gen.Int[0, int.MaxValue]).Sample(
            (tree, seed) =>
            {
                List<HistoryEvent> history = Drive(tree, new Random(seed));
                for (int turn = 0; turn < history.Count; turn++)
                    if (history[turn] is OrchestratorStarted)
                        Repeat(tree, history, turn);
            },
            iter: 300);

    [Fact]
    public void The_same_history_leads_to_the_same_decisions_twice() =>
        Gen.Select(Any, Gen.Int[0, int.MaxValue]).Sample(
            (tree, seed) => Assert.Equal(Drive(tree, new Random(seed)).Select(e => e.ToString()), Drive(tree, new Random(seed)).Select(e => e.ToString())),
            iter: 100);

    /// <summary>Replays the turn that begins there, on everything before it, and compares with what it recorded.</summary>
    private static void Repeat(Step tree, List<HistoryEvent> history, int turn)
    {
        int next = history.FindIndex(turn + 1, e => e is OrchestratorStarted);
        List<HistoryEvent> whole = history[turn..(next < 0 ? history.Count : next)];
        List<HistoryEvent> fresh = [.. whole.TakeWhile(e => e is not (RequestEvent or ExecutionCompleted))];

        ReplayOutcome outcome = Replay(tree, history[..turn], fresh);

        Assert.Equal(whole.OfType<RequestEvent>(), outcome.Requests);
        Assert.Equal(whole.OfType<ExecutionCompleted>().SingleOrDefault()?.Result, outcome.End?.Result);
    }

    /// <summary>Runs an orchestration to its end, answering a random open request, or several, each turn.</summary>
    private static List<HistoryEvent> Drive(Step tree, Random random)
    {
        var history = new List<HistoryEvent>();
        DateTime now = Start;
        List<HistoryEvent> fresh = [new OrchestratorStarted(now), new ExecutionStarted(now, "Tree", null, 0, null)];
        while (true)
        {
            ReplayOutcome outcome = Replay(tree, history, fresh);
            history.AddRange(fresh);
            history.AddRange(outcome.Requests);
            if (outcome.End is { } end)
            {
                history.Add(new ExecutionCompleted(now, end.Status, end.Result, end.Failure));
                return history;
            }

            RequestEvent[] open = [.. new HistoryIndex(history).Open];
            random.Shuffle(open);
            now = now.AddSeconds(1);
            fresh = [new OrchestratorStarted(now), .. open.Take(random.Next(1, open.Length + 1)).Select(r => Answer(r, now, random))];
        }
    }

    private static AnswerEvent Answer(RequestEvent request, DateTime now, Random random) => request switch
    {
        TaskScheduled task when random.Next(4) == 0 => new TaskFailed(now, task.Id, "failed", new TaskFailureDetails("E", "failed", null, null, null)),
        TaskScheduled task => new TaskCompleted(now, task.Id, "1"),
        SubOrchestrationCreated child => new SubOrchestrationCompleted(now, child.Id, "2"),
        _ => new TimerFired(now, request.Id, now),
    };

    private static ReplayOutcome Replay(Step tree, List<HistoryEvent> past, List<HistoryEvent> fresh)
    {
        LambdaFunctions functions = new LambdaFunctions().Orchestrator("Tree", tree.RunAsync);
        return Replayer.Replay("tree", null, past, fresh, functions, NullLoggerFactory.Instance);
    }

    private abstract record Step
    {
        public abstract Task<string> RunAsync(TaskOrchestrationContext c);
    }

    private sealed record Call(int N) : Step
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext c)
        {
            try
            {
                return $"a{await c.CallActivityAsync<int>($"Activity{N}", N)}";
            }
            catch (TaskFailedException e)
            {
                return $"f{e.TaskId}{await c.CallActivityAsync<int>("Instead", N).ContinueWith(t => t.Status, TaskScheduler.Current)}";
            }
        }
    }

    private sealed record Child(int N) : Step
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext c) => $"c{await c.CallSubOrchestratorAsync<int>($"Child{N}", N)}";
    }

    private sealed record Sleep(int Seconds) : Step
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext c)
        {
            await c.CreateTimer(TimeSpan.FromSeconds(Seconds), CancellationToken.None);
            return $"t{c.CurrentUtcDateTime:ss}";
        }
    }

    private sealed record Id : Step
    {
        public override Task<string> RunAsync(TaskOrchestrationContext c) => Task.FromResult(c.NewGuid().ToString("N")[..4]);
    }

    private sealed record Sequence(List<Step> Steps) : Step
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext c)
        {
            string all = "";
            foreach (Step step in Steps)
                all += await step.RunAsync(c);
            return $"({all})";
        }
    }

    private sealed record All(List<Step> Steps) : Step
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext c) => $"[{string.Concat(await Task.WhenAll(Steps.Select(s => s.RunAsync(c))))}]";
    }

    private sealed record First(List<Step> Steps) : Step
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext c) => $"<{await await Task.WhenAny(Steps.Select(s => s.RunAsync(c)))}>";
    }
}
