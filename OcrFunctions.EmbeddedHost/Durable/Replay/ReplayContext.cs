using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>The context that an orchestrator gets for one replay. Its requests are numbered in the order of its calls.</summary>
internal sealed partial class ReplayContext(string instanceId, ParentOrchestrationInstance? parent, ReplayThread thread, ILoggerFactory loggers) : TaskOrchestrationContext
{
    private readonly SortedDictionary<int, RequestEvent> _unrecorded = [];
    private readonly Dictionary<int, OpenTask> _open = [];
    private string? _input;
    private string _name = "";
    private DateTime _now;
    private bool _replaying;
    private int _nextId;
    private int _guids;

    public override TaskName Name => _name;

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent => parent;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    /// <summary>JSON of the latest custom status.</summary>
    public string CustomStatus { get; private set; } = "null";

    protected override ILoggerFactory LoggerFactory => loggers;

    private StartOver? NextGeneration { get; set; }

    public override T? GetInput<T>()
        where T : default => DurableJson.Read<T>(_input);

    public override void SetCustomStatus(object? customStatus)
    {
        thread.Check();
        CustomStatus = DurableJson.Write(customStatus) ?? "null";
    }

    public override Guid NewGuid()
    {
        thread.Check();
        string name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{_now:o}_{_guids++}");
        return NameBasedGuid.Create(name);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        thread.Check();
        NextGeneration = new StartOver(DurableJson.Write(newInput), []);
        _keepEvents = preserveUnprocessedEvents;
    }

    /// <summary>Takes the next number for a request and remembers who waits for its answer.</summary>
    private OpenTask Request(string name, Func<int, RequestEvent> describe)
    {
        thread.Check();
        int id = _nextId++;
        var task = new OpenTask(id, name);
        _unrecorded.Add(id, describe(id));
        _open.Add(id, task);
        return task;
    }

    /// <summary>A request without an answer yet. Completing it runs what waits for it on this very thread, in order.</summary>
    private sealed class OpenTask(int id, string name)
    {
        private readonly TaskCompletionSource<string?> _source = new();

        public int Id { get; } = id;

        public string Name { get; } = name;

        public bool IsTimer { get; init; }

        public Task<string?> Task => _source.Task;

        public void Complete(string? result) => _source.TrySetResult(result);

        public void Fail(Exception exception) => _source.TrySetException(exception);

        public void Cancel(CancellationToken token) => _source.TrySetCanceled(token);
    }
}
