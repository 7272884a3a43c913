using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Sources;

namespace OcrFunctions.Pipeline.Maintenance;

/// <summary>
/// Removes what has exceeded its retention, a bounded part each time: sources, results, histories, dead letters; and passwords that are no
/// longer needed.
/// </summary>
public sealed partial class Retention(
    DocumentStore documents,
    DocumentIndex index,
    DocumentRemoval removal,
    DeadLetterStore deadLetters,
    SourceCache sources,
    OrphanedSecrets secrets,
    IOptions<OcrOptions> options,
    TimeProvider time,
    ILogger<Retention> log)
{
    /// <summary>
    /// Maximum number of documents, dead letters and passwords that one pass removes: a pass must end before the next one begins.
    /// </summary>
    public const int MaxAtOnce = 500;

    /// <summary>Makes one pass.</summary>
    public async Task<Purged> RunAsync(IDocumentRuns runs, CancellationToken cancellationToken)
    {
        OcrOptions settings = options.Value;
        var purged = new Purged(
            Results: settings.KeepResultsDays > 0 ? await PurgeResultsAsync(Before(settings.KeepResultsDays), runs, cancellationToken) : 0,
            Sources: settings.KeepSourceDays > 0 ? await PurgeSourcesAsync(Before(settings.KeepSourceDays), cancellationToken) : 0,
            Histories: settings.KeepHistoryDays > 0 ? await runs.PurgeBeforeAsync(Before(settings.KeepHistoryDays), cancellationToken) : 0,
            DeadLetters: settings.KeepDeadLettersDays > 0
                ? await deadLetters.RemoveBeforeAsync(Before(settings.KeepDeadLettersDays), MaxAtOnce, cancellationToken) : 0,
            Secrets: await secrets.RemoveBeforeAsync(time.GetUtcNow() - OrphanedSecrets.SafeAge, MaxAtOnce, cancellationToken));
        if (purged != new Purged(0, 0, 0, 0, 0))
            Removed(purged);
        return purged;
    }

    private DateTimeOffset Before(int days) => time.GetUtcNow() - TimeSpan.FromDays(days);

    private async Task<int> PurgeResultsAsync(DateTimeOffset before, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        int purged = 0;
        await foreach (DocumentIndexRow listed in index.OlderAsync(before, condition: null, cancellationToken))
        {
            if (!IsDone(listed, before) || await removal.RequestAsync(listed.Id, withSource: false, cancellationToken) is not { } document)
                continue;
            await removal.TryRemoveAsync(document, runs, cancellationToken);
            if (++purged == MaxAtOnce)
                break;
        }

        return purged;
    }

    private async Task<int> PurgeSourcesAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        int purged = 0;
        await foreach (DocumentIndexRow listed in index.OlderAsync(before, TableClient.CreateQueryFilter($"SourceDeleted eq {false}"),
            cancellationToken))
        {
            if (!IsDone(listed, before) || await documents.FindAsync(listed.Id, cancellationToken) is not { } document
                || !document.GetStatus().IsFinal())
                continue;
            await sources.DeleteAsync(document, cancellationToken);
            if (await documents.ChangeAsync(listed.Id, row => row.GetStatus().IsFinal(), row => row.SourceDeleted = true,
                cancellationToken) is { } changed)
                await index.PutAsync(changed, cancellationToken);
            if (++purged == MaxAtOnce)
                break;
        }

        return purged;
    }

    private static bool IsDone(DocumentIndexRow listed, DateTimeOffset before) =>
        listed.GetStatus().IsFinal() && listed.CompletedAt < before;

    [LoggerMessage(LogLevel.Information, "Kept long enough and removed: {Purged}.")]
    private partial void Removed(Purged purged);
}

/// <summary>What a pass of retention removed.</summary>
/// <param name="Results">Documents with their rows and results.</param>
/// <param name="Sources">Sources of documents whose results stay.</param>
/// <param name="Histories">Orchestrations.</param>
/// <param name="DeadLetters">Dead letters.</param>
/// <param name="Secrets">Passwords of documents that never arrived, or were deleted before they finished.</param>
public sealed record Purged(int Results, int Sources, int Histories, int DeadLetters, int Secrets);
