using System.Xml;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>An export that is XML with an element for each block, line and word of a page.</summary>
internal abstract class XmlLayoutExport(Stream output) : IPageExport
{
    protected XmlWriter Xml { get; } = XmlWriter.Create(output, XmlText.Settings);

    public abstract Task BeginAsync(ExportDocument document);

    public async Task PageAsync(PageLayout page)
    {
        double scale = Scale(page.Page);
        int block = 0, paragraph = 0, line = 0;
        await StartPageAsync(page.Page);
        foreach (LayoutBlock inBlock in page.Blocks)
        {
            await StartBlockAsync(new ElementPlace(page.Page.Page, ++block, Box(inBlock.Block.Polygon)));
            foreach (LayoutParagraph inParagraph in inBlock.Paragraphs)
            {
                PixelBox around = PixelBox.Around(inParagraph.Lines.Select(one => Box(one.Line.Polygon)));
                bool hasElement = await StartParagraphAsync(new ElementPlace(page.Page.Page, ++paragraph, around));
                foreach (LayoutLine inLine in inParagraph.Lines)
                {
                    await StartLineAsync(new ElementPlace(page.Page.Page, ++line, Box(inLine.Line.Polygon)), inLine.Line.Polygon);
                    await WordsAsync(inLine.Words, scale);
                    await Xml.WriteEndElementAsync();
                }

                if (hasElement)
                    await Xml.WriteEndElementAsync();
            }

            await Xml.WriteEndElementAsync();
        }

        await EndPageAsync();

        PixelBox Box(IReadOnlyList<double> polygon) => PixelBox.Around(polygon, scale);
    }

    public async Task EndAsync()
    {
        await Xml.WriteEndDocumentAsync();
        await Xml.FlushAsync();
    }

    public async ValueTask DisposeAsync() => await Xml.DisposeAsync();

    /// <summary>Units of the format for each unit of the page.</summary>
    protected abstract double Scale(PageResult page);

    protected abstract Task StartPageAsync(PageResult page);

    protected virtual Task EndPageAsync() => Xml.WriteEndElementAsync();

    protected abstract Task StartBlockAsync(ElementPlace place);

    /// <returns>False if the format has no element for paragraphs.</returns>
    protected virtual Task<bool> StartParagraphAsync(ElementPlace place) => Task.FromResult(false);

    protected abstract Task StartLineAsync(ElementPlace place, IReadOnlyList<double> polygon);

    protected abstract Task WordsAsync(IReadOnlyList<PageWord> words, double scale);

    /// <param name="Page">Page number, from 1.</param>
    /// <param name="Number">Number of the element among those of its kind on the page, from 1.</param>
    /// <param name="Box">Its bounding box in the format's unit.</param>
    protected readonly record struct ElementPlace(int Page, int Number, PixelBox Box);
}
