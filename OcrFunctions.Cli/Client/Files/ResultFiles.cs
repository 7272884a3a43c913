using System.Text.Json;
using OcrFunctions.Cli.Client.Api;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Cli.Client.Files;

/// <summary>A document's results as files: <c>NAME.txt</c>, <c>NAME.ocr.pdf</c> and <c>NAME.json</c>.</summary>
/// <remarks>
/// The JSON is written last, so that it shows that the others exist. Each file appears complete under its name, or not at all. Files of an
/// earlier reading are removed: a text of another version of the file would be wrong.
/// </remarks>
internal static class ResultFiles
{
    public const string Error = ".error.txt";

    private static readonly JsonSerializerOptions Indented = new(PipelineJson.Options) { WriteIndented = true };

    public static string Text => ExportFormats.Text.Suffix;

    public static string Json => ExportFormats.Json.Suffix;

    /// <param name="api">Client for the results.</param>
    /// <param name="result">Result of the reading.</param>
    /// <param name="path">The path without extensions.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task<IReadOnlyList<string>> SaveAsync(ApiClient api, FileResult result, string path, CancellationToken stop)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        var written = new List<string>();
        foreach (ExportFormat format in new[] { ExportFormats.Text, ExportFormats.Pdf })
        {
            string file = path + format.Suffix;
            if (await SaveExportAsync(api, result, format, file, stop))
                written.Add(file);
            else
                File.Delete(file);
        }

        if (!await SaveExportAsync(api, result, ExportFormats.Json, path + Json, stop))
            await WriteAsync(path + Json, file => JsonSerializer.SerializeAsync(file, result.Document, Indented, stop));
        written.Add(path + Json);
        return written;
    }

    /// <summary>Writes a file under a temporary name first.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        // Hidden, so that it is not mistaken for a document.
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

    private static async Task<bool> SaveExportAsync(ApiClient api, FileResult result, ExportFormat format, string path,
        CancellationToken stop)
    {
        if (!result.HasText || await api.ExportAsync(result.Id!, format.Name, stop) is not { } content)
            return false;
        await using (content)
            await WriteAsync(path, file => content.CopyToAsync(file, stop));
        return true;
    }
}
