using System.Text.Json;

namespace OcrFunctions.LocalHost.Functions;

/// <summary>One binding of a function, as the app's metadata describes it.</summary>
/// <param name="Json">The binding's JSON.</param>
internal sealed record FunctionBinding(JsonElement Json)
{
    public string Name => Text("name") ?? "";

    /// <summary>Such as <c>httpTrigger</c>.</summary>
    public string Type => Text("type") ?? "";

    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    /// <summary>The worker makes the value itself from a reference to it, such as a <c>BlobClient</c> from the blob's name.</summary>
    public bool IsDeferred =>
        Properties.Any(
            property => property.Key == "supportsDeferredBinding" && bool.TryParse(property.Value, out bool supported) && supported);

    public IEnumerable<KeyValuePair<string, string>> Properties =>
        Json.TryGetProperty("properties", out JsonElement properties)
            ? properties.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.ToString())) : [];

    public string? Text(string property) =>
        Json.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool Flag(string property, bool missing = false) =>
        Json.TryGetProperty(property, out JsonElement value) ? value.ValueKind == JsonValueKind.True : missing;

    public IReadOnlyList<string> Texts(string property) =>
        Json.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
        : [];

    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);
}
