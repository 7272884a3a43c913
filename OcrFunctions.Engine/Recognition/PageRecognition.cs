using System.Diagnostics;
using OcrFunctions.Engine.Documents;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Lifetime;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>One page from file to words.</summary>
internal sealed class PageRecognition : IDisposable
{
    private readonly Recognisers _recognisers = new();
    private readonly OrientationDetector _detector = new();

    public RecognisedPage Recognise(RecogniseRequest request)
    {
        TimeSpan cpuBefore = CpuClock.Now();
        var watch = Stopwatch.StartNew();
        // The language first: a page is not drawn for one that is missing.
        Recogniser recogniser = _recognisers.For(request.Language);
        TimeSpan loaded = watch.Elapsed;

        using PageImage page = PreparationSteps.Apply(Open(request));
        TimeSpan drawn = watch.Elapsed;

        PageReading read = new PageReader(recogniser, _detector).Read(page);
        TimeSpan recognised = watch.Elapsed;
        return new RecognisedPage
        {
            Page = request.Page,
            Width = page.Width,
            Height = page.Height,
            Unit = page.Unit,
            DpiDeclared = page.Declared?.X,
            DpiUsed = read.Dpi,
            Language = request.Language,
            Blocks = new ReadingWriter(read.ToOriginal).Write(read.Reading),
            Orientation = read.Orientation,
            Skew = read.Skew,
            ImageTransform = read.ToOriginal.ToArray(),
            Passes = read.Passes,
            Warnings = read.Warnings,
            ImageMilliseconds = (long)(drawn - loaded).TotalMilliseconds,
            RecognitionMilliseconds = (long)(recognised - drawn + loaded).TotalMilliseconds,
            CpuMilliseconds = (long)(CpuClock.Now() - cpuBefore).TotalMilliseconds,
        };
    }

    public void Dispose() => _detector.Dispose();

    private static PageImage Open(RecogniseRequest request)
    {
        string path = Path.GetFullPath(request.Path);
        DocumentKind kind = FileSignature.KindOf(path);
        if (kind != request.Kind)
            throw new EngineException(EngineErrorCodes.DamagedFile, $"The file is {kind} now; it was {request.Kind} when it was inspected.");
        return kind == DocumentKind.Pdf
            ? PdfPages.Open(path, request.Page, request.MaxPixels)
            : ImagePages.Open(path, kind, request.Page, request.MaxPixels);
    }
}
