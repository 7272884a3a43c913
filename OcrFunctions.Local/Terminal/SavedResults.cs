using System.Text.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline;

namespace OcrFunctions.Local.Terminal;

/// <summary>Texts and JSON in the folder of <c>--out</c>.</summary>
internal sealed class SavedResults(string? folder)
{
    private static readonly JsonSerializerOptions Indented = new(PipelineJson.Options) { WriteIndented = true };

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes <c>NAME.json</c> and, where there is a text, <c>NAME.txt</c>.</summary>
    /// <returns>The paths written.</returns>
    public async Task<IReadOnlyList<string>> SaveAsync(string name, JsonObject document, string? text, CancellationToken stop)
    {
        Directory.CreateDirectory(folder!);
        // Two files of one name from two folders: the second is told apart by a number.
        string unique = name;
        for (int n = 2; !_names.Add(unique); n++)
            unique = $"{n}-{name}";

        string path = Path.Combine(folder!, unique);
        var written = new List<string>();
        if (text is not null)
        {
            await File.WriteAllTextAsync(path + ".txt", text, stop);
            written.Add(path + ".txt");
        }

        await using FileStream json = File.Create(path + ".json");
        await JsonSerializer.SerializeAsync(json, document, Indented, stop);
        written.Add(path + ".json");
        return written;
    }
}
