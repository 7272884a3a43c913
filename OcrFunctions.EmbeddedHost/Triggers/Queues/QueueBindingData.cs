using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using OcrFunctions.EmbeddedHost.Functions;

namespace OcrFunctions.EmbeddedHost.Triggers.Queues;

/// <summary>What a queue trigger tells besides the message, and the message as the type of its parameter.</summary>
internal static class QueueBindingData
{
    private static readonly string[] Names =
        ["QueueTrigger", "DequeueCount", "ExpirationTime", "Id", "InsertionTime", "NextVisibleTime", "PopReceipt"];

    private static readonly JsonSerializerOptions Reading = new() { PropertyNameCaseInsensitive = true };

    /// <summary>A message that is an object of a type adds the type's properties.</summary>
    public static IReadOnlyCollection<string> NamesFor(Type parameter) => parameter == typeof(string)
        ? Names
        : [.. Names, .. parameter.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name)];

    /// <summary>Text as it is, everything else from JSON. What does not fit fails the call.</summary>
    public static ParameterBinder Binder(Type type) => type == typeof(string)
        ? call => new(call.TriggerValue)
        : call => new(JsonSerializer.Deserialize((string)call.TriggerValue!, type, Reading));

    public static FunctionInput Input(QueueMessage message, string text)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["QueueTrigger"] = text,
            ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
            ["ExpirationTime"] = JsonSerializer.Serialize(message.ExpiresOn),
            ["Id"] = message.MessageId,
            ["InsertionTime"] = JsonSerializer.Serialize(message.InsertedOn),
            ["NextVisibleTime"] = JsonSerializer.Serialize(message.NextVisibleOn),
            ["PopReceipt"] = message.PopReceipt,
        };
        foreach ((string name, string value) in Properties(text))
            data.TryAdd(name, value);
        return new FunctionInput(text, data);
    }

    /// <summary>Properties of a message that is a JSON object; text that is none has no properties.</summary>
    private static IEnumerable<(string Name, string Value)> Properties(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
            return [];
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText()))];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
