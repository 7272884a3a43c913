using System.Diagnostics;
using OcrFunctions.Engine.Documents;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Text;
using OcrFunctions.Engine.Preprocessing;
using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.Engine.Rendering;
using OcrFunctions.Engine.SecondReading;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>One page from file to words.</summary>
internal sealed class RecognizeHandler(PdfOpener pdfs, IOcrEngineProvider engines, ISecondReader secondReader) : IDisposable
{
    private readonly PagePlanner _planner = new();
    private readonly RestoredPdf _restored = new();

    public RecognizedPage Recognize(RecognizeRequest request)
    {
        TimeSpan cpuBefore = CpuClock.Now();
        var clock = new StageClock(CpuClock.Now);
        var stopwatch = Stopwatch.StartNew();
        // The language first: a page is not rasterized for one that is missing.
        (IOcrEngine untimed, SecondReaderMode secondMode) = EnginesFor(request.Options);
        var engine = new TimedOcrEngine(untimed, clock);
        TimeSpan loaded = stopwatch.Elapsed;

        PagePlan? plan = Plan(request, engine);
        if (NativeOnlyPage.Of(request, plan) is { } native)
            return native with
            {
                ImageMilliseconds = stopwatch.ElapsedMilliseconds,
                CpuMilliseconds = (long)(CpuClock.Now() - cpuBefore).TotalMilliseconds,
            };

        PageImage opened = Open(request, plan);
        using IDisposable preprocessing = clock.Enter(RecognitionStage.Preprocess);
        using PageImage page = PreprocessingSteps.Apply(opened);
        TimeSpan preprocessed = stopwatch.Elapsed;

        var second = new SecondReaderPass(secondReader, secondMode, engine.Language);
        var ocr = new PageOcr(engine, second, clock);
        PageOcrResult result = plan is { IsMostlyText: true } ? ocr.ReadParts(page, plan.Kept.Letters) : ocr.Read(page);
        var mapper = new PageSpaceMapper(result.ToOriginal);
        IReadOnlyList<RecognizedBlock> blocks = mapper.Map(result.Text);
        IReadOnlyList<PictureText> pictures = [];
        if (plan is { Parts: not null })
            (blocks, pictures) = MixedText.Of(plan, NativeBlocks.Of(plan.Kept, plan.Sketch), blocks);
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
            Engine = engine.Identity with { SecondReader = second.Status },
            Blocks = blocks,
            PictureText = pictures,
            Orientation = result.Orientation,
            Skew = result.Skew,
            ImageTransform = result.ToOriginal.ToArray(),
            Passes = result.Passes,
            UnreadRegions = mapper.Map(result.Missed),
            Warnings = [.. (plan?.Warnings ?? []).Concat(result.Warnings).DistinctBy(warning => warning.Code)],
            ImageMilliseconds = (long)(preprocessed - loaded).TotalMilliseconds,
            RecognitionMilliseconds = (long)(recognized - preprocessed + loaded).TotalMilliseconds,
            CpuMilliseconds = (long)(CpuClock.Now() - cpuBefore).TotalMilliseconds,
            Stages = clock.Read(),
        };
    }

    public void Dispose()
    {
        _planner.Dispose();
        _restored.Dispose();
    }

    /// <summary>Who reads first, and what the second recognizer then reads: nothing where it is the only one.</summary>
    private (IOcrEngine Engine, SecondReaderMode Second) EnginesFor(RecognitionOptions options)
    {
        IOcrEngine tesseract = engines.For(options.Language);
        bool isAlone = options.Engine switch
        {
            EngineChoice.Paddle => true,
            EngineChoice.Auto => options.SecondReader != SecondReaderMode.Off
                && SecondReaderLanguages.For(options.Language) == SecondReaderUse.ReadsAlone
                && LineDetectionEngine.IsInstalled(secondReader),
            _ => false,
        };
        return isAlone
            ? (LineDetectionEngine.Create(tesseract, secondReader), SecondReaderMode.Off)
            : (tesseract, options.SecondReader);
    }

    /// <summary>What is kept of a PDF page; null for images, which have no text of their own.</summary>
    private PagePlan? Plan(RecognizeRequest request, IOcrEngine engine)
    {
        DocumentKind kind = FileSignature.KindOf(request.Path);
        if (kind != request.Kind)
            throw new EngineException(
                EngineErrorCodes.DamagedFile, $"The file is {kind} now; it was {request.Kind} when it was inspected.");
        return kind == DocumentKind.Pdf
            ? _planner.Plan(pdfs.Open(Path.GetFullPath(request.Path), request.Password?.Reveal(), request.Page), request.Page,
                request.Options.Mode, request.MaxPixels, engine)
            : null;
    }

    private PageImage Open(RecognizeRequest request, PagePlan? plan)
    {
        if (plan is null)
            return ImagePages.Open(Path.GetFullPath(request.Path), request.Kind, request.Page, request.MaxPixels);
        DecompressionBombGuard.Refuse(plan.Sketch?.Images.Select(image => image.Pixels) ?? [], request.MaxPixels);
        PageImage page = PdfPages.Open(plan.Textless ?? plan.Path, request.Page, plan.Sketch, request.MaxPixels);
        return plan.Parts is { } parts ? PartsOnly.Apply(page, parts, plan.Kept, Original) : ShownPage.Of(page, request, plan, _restored);

        PageImage Original() => PdfPages.Open(plan.Path, request.Page, plan.Sketch, request.MaxPixels);
    }
}
