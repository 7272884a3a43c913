using System.Text.Json;
using OcrFunctions.Local.Server;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Exports;

namespace OcrFunctions.Local.Reading;

/// <summary>A document's results as files: <c>NAME.txt</c>, <c>NAME.ocr.pdf</c> and <c>NAME.json</c>.</summary>
/// <remarks>
/// The JSON comes last, so that it tells that the others are there. Each appears whole, under its name, or not at all. What is left of an
/// earlier reading goes: a text of another version of the file would be wrong.
/// </remarks>
internal static class ResultFiles
{
    public const string Text = ".txt", Json = ".json", Error = ".error.txt";

    private static readonly JsonSerializerOptions Indented = new(PipelineJson.Options) { WriteIndented = true };

    /// <param name="api">Where the results are.</param>
    /// <param name="outcome">How reading ended.</param>
    /// <param name="path">The names without their endings.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task<IReadOnlyList<string>> SaveAsync(ApiClient api, Outcome outcome, string path, CancellationToken stop)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        var written = new List<string>();
        foreach (var (format, ending) in new[] { (ExportFormat.Text, Text), (ExportFormat.Pdf, ReadableFiles.SearchablePdf) })
        {
            if (await SaveFormAsync(api, outcome, format, path + ending, stop))
                written.Add(path + ending);
            else
                File.Delete(path + ending);
        }

        if (!await SaveFormAsync(api, outcome, ExportFormat.Json, path + Json, stop))
            await WriteAsync(path + Json, file => JsonSerializer.SerializeAsync(file, outcome.Document, Indented, stop));
        written.Add(path + Json);
        return written;
    }

    /// <summary>Writes a file under another name first.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        // Hidden, so that nobody takes it for a document.
        string hidden = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.writing");
        try
        {
            await using (FileStream file = File.Create(hidden))
                await write(file);
            File.Move(hidden, path, overwrite: true);
        }
        catch
        {
            File.Delete(hidden);
            throw;
        }
    }

    private static async Task<bool> SaveFormAsync(ApiClient api, Outcome outcome, ExportFormat format, string path, CancellationToken stop)
    {
        if (!outcome.HasText || await api.FormAsync(outcome.Id!, format.Name, stop) is not { } content)
            return false;
        await using (content)
            await WriteAsync(path, file => content.CopyToAsync(file, stop));
        return true;
    }
}
