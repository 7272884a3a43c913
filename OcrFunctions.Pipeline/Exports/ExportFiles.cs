using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Local files that all exports are written into in a single pass over the pages.</summary>
internal sealed class ExportFiles : IAsyncDisposable
{
    private const int Buffer = 64 * 1024;

    private readonly List<(IPageExport Export, FileStream File)> _exports = [];
    private readonly PlainTextExport? _text;

    public ExportFiles(string folder, IReadOnlyCollection<ExportFormat> formats, OcrOptions options)
    {
        foreach (ExportFormat format in formats)
        {
            if (format.Create is not { } create)
                continue;
            IPageExport export = Add(Path.Combine(folder, format.FileName), file => create(file, options));
            _text ??= export as PlainTextExport;
        }

        if (formats.Any(format => format.Create is null))
            Add(Path.Combine(folder, TextLayerExport.FileName), file => new TextLayerExport(file));
    }

    /// <summary>The whole text if it is short enough for a table row.</summary>
    public string? ShortText => _text?.Short;

    public Task BeginAsync(ExportDocument document) => EachAsync(export => export.BeginAsync(document));

    public Task PageAsync(PageResult page)
    {
        var layout = new PageLayout(page);
        return EachAsync(export => export.PageAsync(layout));
    }

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

    private async Task EachAsync(Func<IPageExport, Task> step)
    {
        foreach ((IPageExport export, _) in _exports)
            await step(export);
    }
}
