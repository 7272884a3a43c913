using System.Text.Json.Nodes;

namespace OcrFunctions.Benchmarks.Latency;

/// <summary>History of one orchestration, as the HTTP API of the Durable extension shows it.</summary>
/// <param name="instance">Body of the instance's status, with its history.</param>
internal sealed class DurableHistory(JsonObject instance)
{
    private readonly JsonObject[] _events = [.. instance["historyEvents"]!.AsArray().Select(one => one!.AsObject())];

    /// <summary>When the orchestration began to run.</summary>
    public DateTime Started => Time(_events.First(one => (string?)one["EventType"] == "ExecutionStarted"), "Timestamp");

    /// <summary>The first completed call of a function.</summary>
    /// <exception cref="InvalidOperationException">It was not called.</exception>
    public FunctionCall Call(string function)
    {
        JsonObject call = _events.FirstOrDefault(one => (string?)one["FunctionName"] == function && one["ScheduledTime"] is not null)
            ?? throw new InvalidOperationException($"{function} was not called: {instance.ToJsonString()}");
        return new FunctionCall(Time(call, "ScheduledTime"), Time(call, "Timestamp"));
    }

    private static DateTime Time(JsonObject one, string property) => ((DateTimeOffset)one[property]!).UtcDateTime;
}

/// <param name="Scheduled">When the orchestrator scheduled it, UTC.</param>
/// <param name="Completed">When its result was there, UTC.</param>
internal readonly record struct FunctionCall(DateTime Scheduled, DateTime Completed);
