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

    public static string Unhandled(string name, Exception exception) => Json(
        $"Function '{name}' failed with an unhandled exception.",
        $"Microsoft.Azure.WebJobs.Host.FunctionInvocationException: Exception while executing function: Functions.{name}\n ---> {exception}");

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    private static string Json(string message, string? details) => JsonSerializer.Serialize(new { message, details }, Options);
}
