using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using OcrFunctions.Activities;
using OcrFunctions.Durable;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Inspection;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Orchestrations;

/// <summary>
/// The app's orchestrators, replayed by the Durable Task SDK on a task hub in memory; the results of activities come from the test.
/// </summary>
internal sealed class Orchestration
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary>
    /// The task hub in memory logs every message to the console, by the environment's levels only; the app uses neither category's
    /// information.
    /// </summary>
    static Orchestration()
    {
        foreach (string category in new[] { "Microsoft.AspNetCore", "Microsoft.DurableTask", "Microsoft.Hosting" })
            Environment.SetEnvironmentVariable($"Logging__LogLevel__{category}", "Warning");
    }

    public static DocumentRun Run { get; } = new("abcdefghijklmnopqrstuvwxyz", 1);

    /// <summary>Answers <see cref="InspectDocument"/>.</summary>
    public Func<DocumentPlan> Plan { get; init; } = () => throw new InvalidOperationException("Nothing was to be inspected.");

    /// <summary>Answers <see cref="RecognizePages"/>, given the page ranges and which attempt at them this is, from 1.</summary>
    public Func<PageRanges, int, PageRangeOutcome> Range { get; init; } = (pages, _) => new PageRangeOutcome { Done = pages.Count };

    /// <summary>Answers <see cref="RecognizePage"/>, given the page and which attempt at it this is, from 1.</summary>
    public Func<int, int, string> Page { get; init; } = (_, _) => PageOutcome.Done;

    /// <summary>Calls of activities in their order, such as <c>RecognizePage 3</c> and <c>RecognizePages 4-6</c>.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public int CallsOf(string call) => Calls.Count(made => made == call);

    /// <returns>The finished instance, with its output.</returns>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object input)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        await using DurableTaskTestHost host =
            await DurableTaskTestHost.StartAsync(Register,
                new DurableTaskTestHostOptions { Port = FreePort.Find(), LoggerFactory = NullLoggerFactory.Instance }, stop);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input,
            new StartOrchestrationOptions(InstanceId: Run.InstanceId), stop);
        return await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, stop).WaitAsync(Patience, stop);
    }

    private void Register(DurableTaskRegistry tasks)
    {
        tasks.AddOrchestratorFunc<DocumentRun, DocumentOutcome>(nameof(OcrDocument), (context, _) => OcrDocument.RunAsync(context));
        tasks.AddOrchestratorFunc<ChunkInput, ChunkOutcome>(nameof(OcrPages), (context, _) => OcrPages.RunAsync(context));
        tasks.AddActivityFunc<DocumentRun, DocumentPlan>(nameof(InspectDocument), (_, _) =>
        {
            _calls.Enqueue(nameof(InspectDocument));
            return Plan();
        });
        tasks.AddActivityFunc<PageRun, PageOutcome>(nameof(RecognizePage), (_, page) =>
        {
            string call = $"{nameof(RecognizePage)} {page.Page}";
            _calls.Enqueue(call);
            return new PageOutcome(Page(page.Page, CallsOf(call)));
        });
        tasks.AddActivityFunc<PageRangeRun, PageRangeOutcome>(nameof(RecognizePages), (_, pages) =>
        {
            string call = $"{nameof(RecognizePages)} {pages.Pages}";
            _calls.Enqueue(call);
            return Range(PageRanges.Parse(pages.Pages)!, CallsOf(call));
        });
        tasks.AddActivityFunc<FinishInput, DocumentOutcome>(nameof(FinishDocument), (_, input) =>
        {
            _calls.Enqueue(nameof(FinishDocument));
            return new DocumentOutcome(input.Failure?.Message ?? "Finished", CallsOf(""), 0);
        });
    }
}
