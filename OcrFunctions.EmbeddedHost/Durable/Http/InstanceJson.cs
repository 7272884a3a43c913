using System.Globalization;
using System.Text.Json;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Http;

/// <summary>An instance as the management API shows it.</summary>
/// <param name="ShowInput">False hides inputs, also in the history.</param>
/// <param name="ShowOutput">Whether the history shows results.</param>
internal sealed record InstanceJson(bool ShowInput, bool ShowOutput)
{
    public void Write(Utf8JsonWriter json, InstanceState state, IReadOnlyList<HistoryEvent>? history)
    {
        json.WriteStartObject();
        json.WriteString("name", state.Name);
        json.WriteString("instanceId", state.InstanceId);
        json.WriteString("runtimeStatus", state.Status.ToString());
        ManagementAnswers.Payload(json, "input", ShowInput ? state.Input.Text : null);
        ManagementAnswers.Payload(json, "customStatus", state.CustomStatus);
        ManagementAnswers.Payload(json, "output", state.Output.Text);
        json.WriteString("createdTime", WholeSeconds(state.CreatedAt));
        json.WriteString("lastUpdatedTime", WholeSeconds(state.UpdatedAt));
        if (history is not null)
        {
            json.WritePropertyName("historyEvents");
            new HistoryEventsJson(state, history, ShowInput, ShowOutput).Write(json);
        }

        json.WriteEndObject();
    }

    private static string WholeSeconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
