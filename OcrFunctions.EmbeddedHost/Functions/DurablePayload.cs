using System.Text.Json;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>JSON of orchestrations and activities: written with the serializer's defaults, read whatever the case of names.</summary>
internal static class DurablePayload
{
    private static readonly JsonSerializerOptions Reading = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The runtime type is written, so a polymorphic value at the top loses its discriminator, as on the real host.</summary>
    /// <returns>Null for null.</returns>
    public static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType());

    /// <summary>Binder of an activity's input: the trigger's value is JSON or null.</summary>
    public static ParameterBinder Binder(Type type) => call => new(Read((string?)call.TriggerValue, type));

    private static object? Read(string? json, Type type)
    {
        if (json is null or "null" && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
            throw new NullReferenceException();
        if (json is null)
            return null;
        // The real worker refuses bytes at the top level; an app that got away with them here would fail there.
        return type == typeof(byte[])
            ? throw new InvalidOperationException("Expected converter source to be a string, received System.ReadOnlyMemory`1[System.Byte].")
            : JsonSerializer.Deserialize(json, type, Reading);
    }
}
