using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A page on which Tesseract has nothing to do: its own text is all there is, or it is not to be recognised.</summary>
internal static class UnrecognisedPage
{
    /// <summary>The page, or null where something is to be recognised.</summary>
    /// <param name="request">The page asked for.</param>
    /// <param name="plan">What is kept of it; null for an image.</param>
    public static RecognisedPage? Of(RecogniseRequest request, PagePlan? plan)
    {
        if (plan is null)
            return request.Mode == TextMode.Skip ? OfImage(request) : null;
        if (!plan.NeedsNoRecognition)
            return null;
        IReadOnlyList<RecognisedBlock> blocks = NativeBlocks.Of(plan.Kept, plan.Sketch);
        PdfPageSize size = plan.Sketch is { } sketch ? new PdfPageSize(sketch.Width, sketch.Height) : PdfInformation.SizeOf(plan.Path, request.Page);
        return Page(request, Math.Round(size.WidthInInches, 4), Math.Round(size.HeightInInches, 4), "inch", blocks, plan.Otherwise);
    }

    private static RecognisedPage OfImage(RecogniseRequest request)
    {
        string path = Path.GetFullPath(request.Path);
        var header = ImageHeader.Read(path, request.Kind, request.Page);
        return Page(request, header.Width, header.Height, "pixel", [], TextSource.Skipped);
    }

    private static RecognisedPage Page(RecogniseRequest request, double width, double height, string unit, IReadOnlyList<RecognisedBlock> blocks, TextSource without) => new()
    {
        Page = request.Page,
        Width = width,
        Height = height,
        Unit = unit,
        Source = TextSources.Of(blocks, without),
        Language = request.Language,
        Blocks = blocks,
        ImageMilliseconds = 0,
        RecognitionMilliseconds = 0,
        CpuMilliseconds = 0,
    };
}
