using System.Collections.Concurrent;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// An engine that does what the test specifies and takes no time: for everything that is not about recognition. A pipeline in the test's
/// process calls it; an app is served by <see cref="ScriptedEngineServer"/>, where a killed engine is a canceled token.
/// </summary>
internal sealed class ScriptedEngine : IPageEngine
{
    private readonly ConcurrentQueue<int> _read = new();

    private int _drawn;

    /// <summary>Images that were rendered.</summary>
    public int Drawn => _drawn;

    /// <summary>Number of pages of every document.</summary>
    public int Pages { get; set; } = 1;

    /// <summary>What happens on a page instead of success; called before each answer.</summary>
    public Func<PageWork, CancellationToken, Task> OnPage { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What happens at inspection.</summary>
    public Func<string, Task> OnInspect { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is done to a page before it is answered.</summary>
    public Func<RecognizedPage, RecognizedPage> Change { get; set; } = page => page;

    /// <summary>Password of the last inspection.</summary>
    public Secret? InspectedWith { get; private set; }

    /// <summary>What an inspection waits for.</summary>
    public Func<CancellationToken, Task> BeforeInspection { get; set; } = _ => Task.CompletedTask;

    /// <summary>Page numbers in the order they were requested.</summary>
    public IReadOnlyList<int> Read => [.. _read];

    public async Task<DocumentInspection> InspectAsync(string path, Secret? password, CancellationToken cancellationToken)
    {
        InspectedWith = password;
        await BeforeInspection(cancellationToken);
        await OnInspect(path);
        return new DocumentInspection(DocumentKind.Tiff, Pages);
    }

    /// <summary>A searchable PDF is its text layer, so that tests see its content.</summary>
    public Task<SearchableDocument> MakeSearchableAsync(SearchableWork work, CancellationToken cancellationToken)
    {
        File.Copy(work.Layer, work.Output);
        return Task.FromResult(new SearchableDocument());
    }

    /// <summary>What happens when a PDF/A is requested.</summary>
    public Func<SearchableWork, ArchivalDocument> OnArchival { get; set; } = work =>
    {
        File.Copy(work.Layer, work.Output);
        return new ArchivalDocument();
    };

    public Task<ArchivalDocument> MakeArchivalAsync(SearchableWork work, CancellationToken cancellationToken) =>
        Task.FromResult(OnArchival(work));

    /// <summary>An image is a sentence with the request.</summary>
    public Task RenderAsync(RenderWork work, CancellationToken cancellationToken) =>
        work.Page <= Pages && Interlocked.Increment(ref _drawn) > 0
        ? File.WriteAllTextAsync(work.Output, $"page {work.Page} at {work.Dpi}", cancellationToken)
        : throw new EngineRefusedException(new EngineError(EngineErrorCodes.PageNotFound, "There is no such page."));

    /// <summary>The engine's information about itself.</summary>
    public Func<CancellationToken, Task<EngineDescription>> OnDescribe { get; set; } =
        _ => Task.FromResult(new EngineDescription("5.9.9", "1.99.0", [new LanguageModel("deu", false), new LanguageModel("eng", false)]));

    public Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken) => OnDescribe(cancellationToken);

    /// <summary>Reads a page, as a lease does.</summary>
    public async Task<RecognizedPage> RecognizeAsync(PageWork work, CancellationToken cancellationToken)
    {
        _read.Enqueue(work.Page);
        await OnPage(work, cancellationToken);
        return Change(PageOf(work.Page, work.Options.Language));
    }

    public Task<IPageEngineLease> EnterAsync(PageQueueEntry entry, CancellationToken cancellationToken) =>
        Task.FromResult<IPageEngineLease>(Enter(entry));

    /// <summary>The last queue entry; known only with a pipeline in the test's process.</summary>
    public PageQueueEntry? LastEntry { get; private set; }

    private Lease Enter(PageQueueEntry entry)
    {
        LastEntry = entry;
        return new Lease(this);
    }

    /// <summary>A page of two words.</summary>
    public static RecognizedPage PageOf(int page, string language) => new()
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
            new RecognizedBlock("flowing_text", [100, 100, 400, 100, 400, 140, 100, 140],
            [
                new RecognizedParagraph([new RecognizedLine($"page {page}", [100, 100, 400, 100, 400, 140, 100, 140],
                [
                    new RecognizedWord("page", [100, 100, 200, 100, 200, 140, 100, 140], 0.96),
                    new RecognizedWord($"{page}", [220, 100, 400, 100, 400, 140, 220, 140], 0.7),
                ])]),
            ]),
        ],
    };

    private sealed class Lease(ScriptedEngine engine) : IPageEngineLease
    {
        public Task<RecognizedPage> RecognizeAsync(PageWork work, CancellationToken cancellationToken) =>
            engine.RecognizeAsync(work, cancellationToken);

        public void Dispose()
        {
        }
    }
}
