using System.Diagnostics;
using OcrFunctions.Engine.Documents;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.Engine.Preprocessing;
using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.Engine.Rendering;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>One page from file to words.</summary>
internal sealed class RecognizeHandler(PdfOpener pdfs, IOcrEngineProvider engines) : IDisposable
{
    private readonly PdfSketches _sketches = new();

    public RecognizedPage Recognize(RecognizeRequest request)
    {
        TimeSpan cpuBefore = CpuClock.Now();
        var stopwatch = Stopwatch.StartNew();
        // The language first: a page is not rasterized for one that is missing.
        IOcrEngine engine = engines.For(request.Options.Language);
        TimeSpan loaded = stopwatch.Elapsed;

        PagePlan? plan = Plan(request);
        if (NativeOnlyPage.Of(request, plan) is { } native)
            return native with
            {
                ImageMilliseconds = stopwatch.ElapsedMilliseconds,
                CpuMilliseconds = (long)(CpuClock.Now() - cpuBefore).TotalMilliseconds,
            };

        using PageImage page = PreprocessingSteps.Apply(Open(request, plan));
        TimeSpan preprocessed = stopwatch.Elapsed;

        PageOcrResult result = new PageOcr(engine).Read(page);
        var mapper = new PageSpaceMapper(result.ToOriginal);
        IReadOnlyList<RecognizedBlock> blocks = mapper.Map(result.Text);
        if (plan?.Parts is { } parts)
            blocks = MixedText.Of(NativeBlocks.Of(plan.Kept, plan.Sketch), blocks, parts);
        TimeSpan recognized = stopwatch.Elapsed;
        return new RecognizedPage
        {
            Page = request.Page,
            Width = page.Width,
            Height = page.Height,
            Unit = page.Unit,
            DpiDeclared = page.DeclaredResolution?.X,
            DpiUsed = result.Dpi,
            Source = TextSources.Of(blocks),
            Language = request.Options.Language,
            Engine = engine.Identity,
            Blocks = blocks,
            Orientation = result.Orientation,
            Skew = result.Skew,
            ImageTransform = result.ToOriginal.ToArray(),
            Passes = result.Passes,
            UnreadRegions = mapper.Map(result.Missed),
            Warnings = result.Warnings,
            ImageMilliseconds = (long)(preprocessed - loaded).TotalMilliseconds,
            RecognitionMilliseconds = (long)(recognized - preprocessed + loaded).TotalMilliseconds,
            CpuMilliseconds = (long)(CpuClock.Now() - cpuBefore).TotalMilliseconds,
        };
    }

    public void Dispose() => _sketches.Dispose();

    /// <summary>What is kept of a PDF page; null for images, which have no text of their own.</summary>
    private PagePlan? Plan(RecognizeRequest request)
    {
        DocumentKind kind = FileSignature.KindOf(request.Path);
        if (kind != request.Kind)
            throw new EngineException(
                EngineErrorCodes.DamagedFile, $"The file is {kind} now; it was {request.Kind} when it was inspected.");
        return kind == DocumentKind.Pdf
            ? PagePlan.Of(pdfs.Open(Path.GetFullPath(request.Path), request.Password?.Reveal()), request.Page, request.Options.Mode,
                _sketches)
            : null;
    }

    private static PageImage Open(RecognizeRequest request, PagePlan? plan)
    {
        if (plan is null)
            return ImagePages.Open(Path.GetFullPath(request.Path), request.Kind, request.Page, request.MaxPixels);
        DecompressionBombGuard.Refuse(plan.Sketch?.Images.Select(image => image.Pixels) ?? [], request.MaxPixels);
        PageImage page = PdfPages.Open(plan.Path, request.Page, plan.Sketch, request.MaxPixels);
        return plan.Parts is null ? page : PartsOnly.Apply(page, plan);
    }
}
