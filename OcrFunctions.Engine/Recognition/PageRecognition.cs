using System.Diagnostics;
using OcrFunctions.Engine.Documents;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Lifetime;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>One page from file to words.</summary>
internal sealed class PageRecognition(PdfOpener pdfs) : IDisposable
{
    private readonly Recognisers _recognisers = new();
    private readonly OrientationDetector _detector = new();
    private readonly PdfSketches _sketches = new();

    public RecognisedPage Recognise(RecogniseRequest request)
    {
        TimeSpan cpuBefore = CpuClock.Now();
        var watch = Stopwatch.StartNew();
        // The language first: a page is not drawn for one that is missing.
        Recogniser recogniser = _recognisers.For(request.Language);
        TimeSpan loaded = watch.Elapsed;

        PagePlan? plan = Plan(request);
        if (UnrecognisedPage.Of(request, plan) is { } done)
            return done with { ImageMilliseconds = (long)watch.ElapsedMilliseconds, CpuMilliseconds = (long)(CpuClock.Now() - cpuBefore).TotalMilliseconds };

        using PageImage page = PreparationSteps.Apply(Open(request, plan));
        TimeSpan drawn = watch.Elapsed;

        PageReading read = new PageReader(recogniser, _detector).Read(page);
        var writer = new ReadingWriter(read.ToOriginal);
        IReadOnlyList<RecognisedBlock> blocks = writer.Write(read.Reading);
        if (plan?.Parts is { } parts)
            blocks = MixedText.Of(NativeBlocks.Of(plan.Kept, plan.Sketch), blocks, parts);
        TimeSpan recognised = watch.Elapsed;
        return new RecognisedPage
        {
            Page = request.Page,
            Width = page.Width,
            Height = page.Height,
            Unit = page.Unit,
            DpiDeclared = page.Declared?.X,
            DpiUsed = read.Dpi,
            Source = TextSources.Of(blocks),
            Language = request.Language,
            Engine = recogniser.Engine,
            Blocks = blocks,
            Orientation = read.Orientation,
            Skew = read.Skew,
            ImageTransform = read.ToOriginal.ToArray(),
            Passes = read.Passes,
            UnreadRegions = writer.Write(read.Unread),
            Warnings = read.Warnings,
            ImageMilliseconds = (long)(drawn - loaded).TotalMilliseconds,
            RecognitionMilliseconds = (long)(recognised - drawn + loaded).TotalMilliseconds,
            CpuMilliseconds = (long)(CpuClock.Now() - cpuBefore).TotalMilliseconds,
        };
    }

    public void Dispose()
    {
        _detector.Dispose();
        _sketches.Dispose();
    }

    /// <summary>What is kept of a PDF page; null for images, which have no text of their own.</summary>
    private PagePlan? Plan(RecogniseRequest request)
    {
        DocumentKind kind = FileSignature.KindOf(request.Path);
        if (kind != request.Kind)
            throw new EngineException(EngineErrorCodes.DamagedFile, $"The file is {kind} now; it was {request.Kind} when it was inspected.");
        return kind == DocumentKind.Pdf ? PagePlan.Of(pdfs.Open(Path.GetFullPath(request.Path), request.Password), request.Page, request.Mode, _sketches) : null;
    }

    private static PageImage Open(RecogniseRequest request, PagePlan? plan)
    {
        if (plan is null)
            return ImagePages.Open(Path.GetFullPath(request.Path), request.Kind, request.Page, request.MaxPixels);
        ImageBombs.Refuse(plan.Sketch, request.MaxPixels);
        PageImage page = PdfPages.Open(plan.Path, request.Page, plan.Sketch, request.MaxPixels);
        return plan.Parts is null ? page : PartsOnly.Apply(page, plan);
    }
}
