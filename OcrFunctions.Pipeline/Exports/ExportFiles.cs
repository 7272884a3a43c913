using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Local files that exports are written into, all of them while the pages pass by.</summary>
internal sealed class ExportFiles : IAsyncDisposable
{
    private const int Buffer = 64 * 1024;

    private readonly List<(IPageExport Export, FileStream File)> _exports = [];
    private readonly PlainTextExport? _text;

    public ExportFiles(string folder, IReadOnlyCollection<ExportFormat> formats, OcrOptions options)
    {
        foreach (ExportFormat format in formats.Where(ExportFormat.OfWords.Contains))
        {
            IPageExport export = Add(Path.Combine(folder, format.FileName), file => Make(format, file, options));
            _text ??= export as PlainTextExport;
        }

        if (formats.Any(format => !ExportFormat.OfWords.Contains(format)))
            Add(Path.Combine(folder, TextLayerExport.FileName), file => new TextLayerExport(file));
    }

    /// <summary>The whole text where it is short enough for a table row.</summary>
    public string? ShortText => _text?.Short;

    public Task BeginAsync(ExportDocument document) => EachAsync(export => export.BeginAsync(document));

    public Task PageAsync(PageResult page) => EachAsync(export => export.PageAsync(page));

    public Task EndAsync() => EachAsync(export => export.EndAsync());

    public async ValueTask DisposeAsync()
    {
        foreach ((IPageExport export, FileStream file) in _exports)
        {
            await export.DisposeAsync();
            await file.DisposeAsync();
        }
    }

    private IPageExport Add(string path, Func<FileStream, IPageExport> make)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer, useAsync: false);
        IPageExport export = make(file);
        _exports.Add((export, file));
        return export;
    }

    private static IPageExport Make(ExportFormat format, Stream output, OcrOptions options) => format.Name switch
    {
        "json" => new JsonExport(output),
        "text" => new PlainTextExport(output, options.JoinHyphens),
        "words.csv" => new ReviewCsvExport(output, options.ReviewBelow),
        "hocr" => new HocrExport(output),
        "alto" => new AltoExport(output),
        "tsv" => new TsvExport(output),
        "markdown" => new MarkdownExport(output, options.JoinHyphens),
        _ => throw new ArgumentException($"There is no export called {format.Name}."),
    };

    private async Task EachAsync(Func<IPageExport, Task> step)
    {
        foreach ((IPageExport export, _) in _exports)
            await step(export);
    }
}
