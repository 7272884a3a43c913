using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A page that needs no recognition: its own text is all there is, or it is not to be recognized.</summary>
internal static class NativeOnlyPage
{
    /// <summary>The page, or null where something is to be recognized.</summary>
    /// <param name="request">The page asked for.</param>
    /// <param name="plan">What is kept of it; null for an image.</param>
    public static RecognizedPage? Of(RecognizeRequest request, PagePlan? plan)
    {
        if (plan is null)
            return request.Options.Mode == TextMode.Skip ? OfImage(request) : null;
        if (!plan.NeedsNoRecognition)
            return null;
        IReadOnlyList<RecognizedBlock> blocks = NativeBlocks.Of(plan.Kept, plan.Sketch);
        PdfPageSize size = plan.Sketch is { } sketch
            ? new PdfPageSize(sketch.Width, sketch.Height)
            : PdfInformation.SizeOf(plan.Path, request.Page);
        return Page(request, Math.Round(size.WidthInInches, 4), Math.Round(size.HeightInInches, 4), "inch", blocks, plan.Otherwise) with
        {
            Warnings = plan.Warnings,
        };
    }

    private static RecognizedPage OfImage(RecognizeRequest request)
    {
        string path = Path.GetFullPath(request.Path);
        var header = ImageHeader.Read(path, request.Kind, request.Page);
        return Page(request, header.Width, header.Height, "pixel", [], TextSource.Skipped);
    }

    private static RecognizedPage Page(
        RecognizeRequest request,
        double width,
        double height,
        string unit,
        IReadOnlyList<RecognizedBlock> blocks,
        TextSource withoutText) => new()
        {
            Page = request.Page,
            Width = width,
            Height = height,
            Unit = unit,
            Source = TextSources.Of(blocks, withoutText),
            Language = request.Options.Language,
            Blocks = blocks,
            ImageMilliseconds = 0,
            RecognitionMilliseconds = 0,
            CpuMilliseconds = 0,
        };
}
