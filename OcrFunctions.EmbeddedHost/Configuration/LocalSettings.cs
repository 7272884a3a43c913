using System.Text.Json;

namespace OcrFunctions.EmbeddedHost.Configuration;

/// <summary>Reads <c>local.settings.json</c>: its <c>Values</c> are settings, its <c>ConnectionStrings</c> too.</summary>
internal static class LocalSettings
{
    public const string FileName = "local.settings.json";

    /// <returns>No settings where there is no file.</returns>
    /// <exception cref="InvalidOperationException">The file is no JSON object, is encrypted, or holds a value that is not plain.</exception>
    public static Dictionary<string, string?> Read(string folder)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            return settings;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.TryGetProperty("IsEncrypted", out JsonElement encrypted) && encrypted.ValueKind == JsonValueKind.True)
                throw new InvalidOperationException($"{file} is encrypted, which only the func tool can read. Decrypt it with `func settings decrypt`.");
            Take(json.RootElement, "Values", "", settings);
            Take(json.RootElement, "ConnectionStrings", "ConnectionStrings:", settings);
            return settings;
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{file} is not valid JSON: {e.Message}", e);
        }
    }

    private static void Take(JsonElement root, string section, string prefix, Dictionary<string, string?> settings)
    {
        if (!root.TryGetProperty(section, out JsonElement values))
            return;
        foreach (JsonProperty value in values.EnumerateObject())
            settings[prefix + SettingKeys.Normalise(value.Name)] = value.Value.ValueKind switch
            {
                JsonValueKind.String => value.Value.GetString(),
                JsonValueKind.Null => null,
                JsonValueKind.Object or JsonValueKind.Array =>
                    throw new InvalidOperationException($"{LocalSettings.FileName}: {section}.{value.Name} must be plain text, as an environment variable is."),
                _ => value.Value.GetRawText(),
            };
    }
}
