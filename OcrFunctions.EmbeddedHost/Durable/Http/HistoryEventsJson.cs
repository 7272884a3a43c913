using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Http;

/// <summary>
/// The history as the management API shows it. A request that has been answered is folded into its answer; the turns
/// themselves and messages sent are not shown.
/// </summary>
internal sealed class HistoryEventsJson(InstanceState state, IReadOnlyList<HistoryEvent> history, bool showInput, bool showOutput)
{
    private readonly Dictionary<int, RequestEvent> _requests = history.OfType<RequestEvent>().GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.First());
    private readonly HashSet<int> _answered = [.. history.OfType<AnswerEvent>().Select(a => a.To)];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (HistoryEvent e in history)
            Write(json, e);
        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, HistoryEvent e)
    {
        switch (e)
        {
            case ExecutionStarted started:
                Shown(json, "ExecutionStarted", e, () => Started(json, started), () => json.WriteString("FunctionName", started.Name));
                break;
            case TaskScheduled task when !_answered.Contains(task.Id):
                Shown(json, "TaskScheduled", e, () => Scheduled(json, task));
                break;
            case SubOrchestrationCreated child when !_answered.Contains(child.Id):
                Shown(json, "SubOrchestrationInstanceCreated", e, () => Created(json, child));
                break;
            case TaskCompleted done:
                Shown(json, "TaskCompleted", e, () => Result(json, done.Result), () => Asked(json, done));
                break;
            case TaskFailed failed:
                Shown(json, "TaskFailed", e, () => Failed(json, failed.Reason, failed.Failure, orchestration: false), () => Asked(json, failed));
                break;
            case SubOrchestrationCompleted done:
                Shown(json, "SubOrchestrationInstanceCompleted", e, () => Result(json, done.Result), () => Asked(json, done));
                break;
            case SubOrchestrationFailed failed:
                Shown(json, "SubOrchestrationInstanceFailed", e, () => Failed(json, failed.Reason, failed.Failure, orchestration: true), () => Asked(json, failed));
                break;
            case TimerCreated timer:
                Shown(json, "TimerCreated", e, () => json.WriteString("FireAt", Z(timer.FireAt)));
                break;
            case TimerFired fired:
                // With the time at which the timer was made, not the one at which it fired: so the real host has it.
                Shown(json, "TimerFired", _requests.GetValueOrDefault(fired.To) ?? e, () => json.WriteString("FireAt", Z(fired.FireAt)));
                break;
            case EventRaised raised:
                Shown(json, "EventRaised", e, () => Raised(json, raised));
                break;
            case ExecutionSuspended suspended:
                Shown(json, "ExecutionSuspended", e, () => json.WriteString("Reason", suspended.Reason));
                break;
            case ExecutionResumed resumed:
                Shown(json, "ExecutionResumed", e, () => json.WriteString("Reason", resumed.Reason));
                break;
            case ExecutionTerminated terminated:
                Shown(json, "ExecutionTerminated", e, () => Input(json, terminated.Output));
                break;
            case ExecutionCompleted completed:
                Shown(json, "ExecutionCompleted", e, () => Completed(json, completed));
                break;
        }
    }

    private static void Shown(Utf8JsonWriter json, string type, HistoryEvent e, Action before, Action? after = null)
    {
        json.WriteStartObject();
        json.WriteString("EventType", type);
        before();
        json.WriteString("Timestamp", Z(e.At));
        after?.Invoke();
        json.WriteEndObject();
    }

    private void Started(Utf8JsonWriter json, ExecutionStarted e)
    {
        Input(json, e.Input);
        json.WriteNull("Correlation");
        json.WriteNull("ParentTraceContext");
        if (e.ScheduledStart is { } at)
            json.WriteString("ScheduledStartTime", Z(at));
        else
            json.WriteNull("ScheduledStartTime");
        if (e.Generation == 0 && state.Parent is null)
            json.WriteNumber("Generation", 0);
        else
            json.WriteNull("Generation");
        json.WriteBoolean("GenerateNewTrace", false);
    }

    private void Scheduled(Utf8JsonWriter json, TaskScheduled e)
    {
        json.WriteString("Name", e.Name);
        Input(json, null);
        json.WriteNull("ParentTraceContext");
        Tags(json);
    }

    private void Created(Utf8JsonWriter json, SubOrchestrationCreated e)
    {
        json.WriteString("Name", e.Name);
        json.WriteString("InstanceId", e.InstanceId);
        Input(json, null);
        json.WriteNull("ClientSpanId");
        Tags(json);
    }

    private void Raised(Utf8JsonWriter json, EventRaised e)
    {
        json.WriteString("Name", e.Name);
        Input(json, e.Input);
        json.WriteNull("ParentTraceContext");
    }

    private void Completed(Utf8JsonWriter json, ExecutionCompleted e)
    {
        json.WriteString("OrchestrationStatus", e.Status.ToString());
        Result(json, e.Result);
        Failure(json, "FailureDetails", e.Failure, orchestration: true);
    }

    private static void Failed(Utf8JsonWriter json, string reason, TaskFailureDetails? failure, bool orchestration)
    {
        json.WriteString("Reason", reason);
        json.WriteNull("Details");
        Failure(json, "FailureDetails", failure, orchestration);
    }

    private static void Failure(Utf8JsonWriter json, string name, TaskFailureDetails? failure, bool orchestration)
    {
        if (failure is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("ErrorType", failure.ErrorType);
        json.WriteString("ErrorMessage", failure.ErrorMessage);
        json.WriteString("StackTrace", failure.StackTrace);
        Failure(json, "InnerFailure", failure.InnerFailure, orchestration);
        json.WriteBoolean("IsNonRetriable", false);
        if (orchestration)
        {
            json.WriteStartObject("Properties");
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("Properties");
        }

        json.WriteEndObject();
    }

    /// <summary>What the answer says of its request; its time with an offset where all the others have a Z.</summary>
    private void Asked(Utf8JsonWriter json, AnswerEvent answer)
    {
        if (!_requests.TryGetValue(answer.To, out RequestEvent? request))
            return;
        json.WriteString("ScheduledTime", request.At.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "+00:00");
        json.WriteString("FunctionName", request is TaskScheduled task ? task.Name : ((SubOrchestrationCreated)request).Name);
        if (request is SubOrchestrationCreated child)
            json.WriteString("InstanceId", child.InstanceId);
        Input(json, null);
    }

    private void Input(Utf8JsonWriter json, string? input)
    {
        if (showInput)
            json.WriteString("Input", input);
    }

    private void Result(Utf8JsonWriter json, string? result)
    {
        if (showOutput)
            ManagementAnswers.Payload(json, "Result", result);
    }

    private static void Tags(Utf8JsonWriter json)
    {
        json.WriteStartObject("Tags");
        json.WriteEndObject();
    }

    private static string Z(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z";
}
