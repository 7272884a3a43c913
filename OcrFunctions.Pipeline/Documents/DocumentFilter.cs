using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Which documents a list shows; null properties do not filter.</summary>
/// <param name="Status">Only documents of this status.</param>
/// <param name="Batch">Only documents of this batch.</param>
/// <param name="ExternalId">Only documents of this external id.</param>
/// <param name="Language">Only documents read with exactly these languages.</param>
/// <param name="NeedsReview">True: only finished documents with words that need review.</param>
public sealed record DocumentFilter(DocumentStatus? Status = null, string? Batch = null, string? ExternalId = null, string? Language = null,
    bool NeedsReview = false)
{
    /// <summary>The query: the list with the fewest expected rows, filtered by the remaining conditions.</summary>
    internal string Query()
    {
        string list = ExternalId is not null ? DocumentLists.OfExternalId(ExternalId)
            : Batch is not null ? DocumentLists.OfBatch(Batch)
            : NeedsReview ? DocumentLists.Review
            : Status is { } status ? DocumentLists.OfStatus(status)
            : Language is not null ? DocumentLists.OfLanguage(Language)
            : DocumentLists.All;
        var all = new List<string> { TimeKeys.Of(list) };
        if (Status is { } only)
            all.Add(TableClient.CreateQueryFilter($"Status eq {only.ToString()}"));
        // Lists are named by hashes, which could collide.
        if (Batch is not null)
            all.Add(TableClient.CreateQueryFilter($"Batch eq {Batch}"));
        if (ExternalId is not null)
            all.Add(TableClient.CreateQueryFilter($"ExternalId eq {ExternalId}"));
        if (Language is not null)
            all.Add(TableClient.CreateQueryFilter($"Language eq {Language}"));
        if (NeedsReview)
            all.Add("WordsToReview gt 0");
        return string.Join(" and ", all);
    }
}
