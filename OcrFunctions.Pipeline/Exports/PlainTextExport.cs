using System.Text;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>The text: pages that were read, separated by form feeds.</summary>
/// <param name="output">Receives the text.</param>
/// <param name="joinHyphens">Whether words hyphenated at line ends are joined.</param>
internal sealed class PlainTextExport(Stream output, bool joinHyphens) : TextWriterExport(output)
{
    public static readonly ExportFormat Format = new("text", "text.txt", "text/plain; charset=utf-8", "Text")
    {
        Create = (output, options) => new PlainTextExport(output, options.JoinHyphens),
    };

    private readonly StringBuilder _start = new();
    private bool _first = true;

    /// <summary>The whole text if it is short enough for a table row; null otherwise.</summary>
    public string? Short => _start.Length <= LongText.MaxInline ? _start.ToString() : null;

    public override async Task PageAsync(PageLayout layout)
    {
        PageResult page = layout.Page;
        if (page.Status != PageStatus.Succeeded)
            return;
        string text = joinHyphens ? Hyphens.Join(page.Text ?? "") : page.Text ?? "";
        text = _first ? text : "\f" + text;
        _first = false;
        await Writer.WriteAsync(text);
        if (_start.Length <= LongText.MaxInline)
            _start.Append(text);
    }
}
