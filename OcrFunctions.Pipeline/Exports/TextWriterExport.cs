using System.Text;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>An export that is text in UTF-8.</summary>
internal abstract class TextWriterExport(Stream output) : IPageExport
{
    protected StreamWriter Writer { get; } = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    public virtual Task BeginAsync(ExportDocument document) => Task.CompletedTask;

    public abstract Task PageAsync(PageLayout page);

    public virtual Task EndAsync() => Writer.FlushAsync();

    public ValueTask DisposeAsync() => Writer.DisposeAsync();
}
