using System.Text;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>An export that is a text in UTF-8.</summary>
internal abstract class TextWriterExport(Stream output) : IPageExport
{
    protected StreamWriter Writer { get; } = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    public virtual Task BeginAsync(ExportDocument document) => Task.CompletedTask;

    public abstract Task PageAsync(PageResult page);

    public virtual Task EndAsync() => Writer.FlushAsync();

    public ValueTask DisposeAsync() => Writer.DisposeAsync();
}
