using System.Text.Encodings.Web;
using System.Text.Json;

namespace OcrFunctions.EmbeddedHost.Durable.Payloads;

/// <summary>The output of an orchestration that failed in its host and not by an exception of its own: a message and details, as JSON.</summary>
internal static class HostFailure
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string UnknownOrchestrator(string name, IEnumerable<string> known) => Json(
        $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are the known orchestrator functions: {Quoted(known)}.",
        null);

    public static string UnknownActivity(string name, IEnumerable<string> known) =>
        $"The function '{name}' doesn't exist, is disabled, or is not an activity function. Additional info: The following are the known activity functions: {Quoted(known)}.";

    public static string Refused(string name, Azure.RequestFailedException refusal) => Json(
        $"Storage refuses a step of '{name}' as malformed or too large ({refusal.Status} {refusal.ErrorCode}). Custom status, event or name is larger than a table entity holds.",
        refusal.Message);

    /// <summary>What the worker's part of the runtime could not take: told as the worker tells it to its host.</summary>
    public static string InWorker(string name, Exception exception) => Json(
        $"Function '{name}' failed with an unhandled exception.",
        $"{Invocation(name)}\n ---> Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException: Result: Failure\nException: {exception.Message}\nStack: {exception.StackTrace}");

    /// <summary>An orchestrator that ended by <see cref="OperationCanceledException"/>: its own message does not come through.</summary>
    public static string Canceled(string name) => Json(
        $"Function '{name}' failed with an unhandled exception.",
        $"{Invocation(name)}\n ---> Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException: Result: Cancelled\nException: One or more errors occurred. (A task was canceled.)");

    public static string Unhandled(string name, Exception exception) => Json(
        $"Function '{name}' failed with an unhandled exception.",
        $"{Invocation(name)}\n ---> {exception}");

    private static string Invocation(string name) => $"Microsoft.Azure.WebJobs.Host.FunctionInvocationException: Exception while executing function: Functions.{name}";

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    private static string Json(string message, string? details) => JsonSerializer.Serialize(new { message, details }, Options);
}
