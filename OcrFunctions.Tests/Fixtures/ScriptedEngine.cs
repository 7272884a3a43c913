using System.Collections.Concurrent;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>An engine that does what the test says and takes no time: for everything that is not about recognition.</summary>
internal sealed class ScriptedEngine : IPageEngine
{
    private readonly ConcurrentQueue<int> _read = new();

    private int _drawn;

    /// <summary>Pictures that were drawn.</summary>
    public int Drawn => _drawn;

    /// <summary>Pages that every document has.</summary>
    public int Pages { get; set; } = 1;

    /// <summary>What happens on a page instead of success; called before each answer.</summary>
    public Func<PageWork, CancellationToken, Task> OnPage { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What happens at inspection.</summary>
    public Func<string, Task> OnInspect { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is done to a page before it is answered.</summary>
    public Func<RecognisedPage, RecognisedPage> Change { get; set; } = page => page;

    /// <summary>Password of the last inspection.</summary>
    public string? InspectedWith { get; private set; }

    /// <summary>What an inspection waits for.</summary>
    public Func<CancellationToken, Task> BeforeInspection { get; set; } = _ => Task.CompletedTask;

    /// <summary>Page numbers in the order they were asked for.</summary>
    public IReadOnlyList<int> Read => [.. _read];

    public async Task<DocumentInspection> InspectAsync(string path, string? password, CancellationToken cancellationToken)
    {
        InspectedWith = password;
        await BeforeInspection(cancellationToken);
        await OnInspect(path);
        return new DocumentInspection(DocumentKind.Tiff, Pages);
    }

    /// <summary>A searchable PDF is its layer, so that tests see what it would hold.</summary>
    public Task<SearchableDocument> MakeSearchableAsync(SearchableWork work, CancellationToken cancellationToken)
    {
        File.Copy(work.Layer, work.Output);
        return Task.FromResult(new SearchableDocument());
    }

    /// <summary>What happens when a PDF/A is asked for.</summary>
    public Func<SearchableWork, ArchivalDocument> OnArchival { get; set; } = work =>
    {
        File.Copy(work.Layer, work.Output);
        return new ArchivalDocument();
    };

    public Task<ArchivalDocument> MakeArchivalAsync(SearchableWork work, CancellationToken cancellationToken) => Task.FromResult(OnArchival(work));

    /// <summary>A picture is a sentence of what was asked for.</summary>
    public Task RenderAsync(RenderWork work, CancellationToken cancellationToken) => work.Page <= Pages && Interlocked.Increment(ref _drawn) > 0
        ? File.WriteAllTextAsync(work.Output, $"page {work.Page} at {work.Dpi}", cancellationToken)
        : throw new EngineRefusedException(new EngineError(EngineErrorCodes.PageNotFound, "There is no such page."));

    /// <summary>What the engine says of itself.</summary>
    public Func<CancellationToken, Task<EngineDescription>> OnDescribe { get; set; } =
        _ => Task.FromResult(new EngineDescription("5.9.9", "1.99.0", [new LanguageModel("deu", false), new LanguageModel("eng", false)]));

    public Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken) => OnDescribe(cancellationToken);

    public Task<IPageEngineLease> EnterAsync(PageTurn turn, CancellationToken cancellationToken) => Task.FromResult(Enter(turn));

    /// <summary>The turn that was taken last.</summary>
    public PageTurn? LastTurn { get; private set; }

    private IPageEngineLease Enter(PageTurn turn)
    {
        LastTurn = turn;
        return new Lease(this);
    }

    /// <summary>A page of two words.</summary>
    public static RecognisedPage PageOf(int page, string language) => new()
    {
        Page = page,
        Width = 1000,
        Height = 1400,
        Unit = "pixel",
        DpiUsed = 300,
        Source = TextSource.Ocr,
        Language = language,
        ImageMilliseconds = 1,
        RecognitionMilliseconds = 1,
        CpuMilliseconds = 1,
        Blocks =
        [
            new RecognisedBlock("flowing_text", [100, 100, 400, 100, 400, 140, 100, 140],
            [
                new RecognisedParagraph([new RecognisedLine($"page {page}", [100, 100, 400, 100, 400, 140, 100, 140],
                [
                    new RecognisedWord("page", [100, 100, 200, 100, 200, 140, 100, 140], 0.96),
                    new RecognisedWord($"{page}", [220, 100, 400, 100, 400, 140, 220, 140], 0.7),
                ])]),
            ]),
        ],
    };

    private sealed class Lease(ScriptedEngine engine) : IPageEngineLease
    {
        public async Task<RecognisedPage> RecogniseAsync(PageWork work, CancellationToken cancellationToken)
        {
            engine._read.Enqueue(work.Page);
            await engine.OnPage(work, cancellationToken);
            return engine.Change(PageOf(work.Page, work.Language));
        }

        public void Dispose()
        {
        }
    }
}
