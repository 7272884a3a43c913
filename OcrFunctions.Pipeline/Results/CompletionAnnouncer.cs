using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Results;

/// <summary>
/// Announces that a document is finished: the lists, the dead letters, the queue. The document's row finally records that it was
/// announced, so an interrupted announcement is repeated: at least once, and the same each time.
/// </summary>
public sealed class CompletionAnnouncer(DocumentStore documents, DocumentIndex index, DeadLetterStore deadLetters, StorageClients storage,
    IOptions<OcrOptions> options)
{
    private QueueClient Queue => storage.Queues.GetQueueClient(StorageNames.CompletedQueue);

    /// <summary>Announces a finished document, unless its run was already announced.</summary>
    public async Task AnnounceAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        if (document.AnnouncedRun >= document.Run)
            return;
        await deadLetters.PutAsync(document, cancellationToken);
        CompletionMessage message = CompletionMessage.Of(document, options.Value.EffectivePublicUrl);
        await Queue.SendMessageAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, PipelineJson.Options)),
            timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);
        // The index is written before the mark: a document that is finished and still listed as unfinished is announced again by the
        // reconciler.
        await index.PutAsync(document, cancellationToken);
        int run = document.Run;
        await documents.ChangeAsync(document.Id, row => row.Run == run && row.GetStatus().IsFinal(), row => row.AnnouncedRun = run,
            cancellationToken);
    }
}
