using System.Text.Json;
using Microsoft.DurableTask;

namespace OcrFunctions.EmbeddedHost.Durable.Payloads;

/// <summary>
/// How payloads become JSON and come back: System.Text.Json with its defaults, read without regard to case. Every payload
/// takes this way, also when it never leaves the process, so that nothing is ever shared by reference.
/// </summary>
internal sealed class DurableJson : DataConverter
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static DurableJson Converter { get; } = new();

    /// <summary>JSON of the value's own type, so that a polymorphic value at the top loses its discriminator; null of null.</summary>
    public static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    /// <summary>JSON for an activity: a polymorphic value keeps its discriminator here, and only here.</summary>
    public static string? WriteActivityInput(object? value) => value is null ? null : JsonSerializer.Serialize<object>(value, Options);

    /// <summary>Null and no text become the type's default.</summary>
    /// <exception cref="JsonException">The JSON does not fit the type.</exception>
    public static T? Read<T>(string? json) => string.IsNullOrEmpty(json) ? default : JsonSerializer.Deserialize<T>(json, Options);

#pragma warning disable CS8765 // The base promises "not null for not null", which JSON's null cannot keep.
    public override string? Serialize(object? value) => Write(value);

    public override object? Deserialize(string? data, Type targetType) => string.IsNullOrEmpty(data) ? null : JsonSerializer.Deserialize(data, targetType, Options);

    public override T? Deserialize<T>(string? data)
        where T : default => Read<T>(data);
#pragma warning restore CS8765
}
