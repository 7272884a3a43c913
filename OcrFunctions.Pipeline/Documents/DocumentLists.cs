using System.Security.Cryptography;
using System.Text;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>The lists that a document is in, by name: each is a bucket of table <c>DocumentIndex</c>.</summary>
internal static class DocumentLists
{
    /// <summary>Every document.</summary>
    public const string All = "all";

    /// <summary>Documents that are not finished.</summary>
    public const string Active = "active";

    /// <summary>Finished documents with words that need review.</summary>
    public const string Review = "review";

    private static readonly string[] Changing =
        [Active, Review, .. Enum.GetValues<DocumentStatus>().Where(status => status.IsFinal()).Select(OfStatus)];

    /// <summary>The list of a status; unfinished documents share one.</summary>
    public static string OfStatus(DocumentStatus status) => status.IsFinal() ? "status-" + status.ToString().ToLowerInvariant() : Active;

    public static string OfLanguage(string language) => "language-" + Hash(language);

    public static string OfBatch(string batch) => "batch-" + Hash(batch);

    public static string OfExternalId(string externalId) => "external-" + Hash(externalId);

    /// <summary>The lists that a document belongs to in its current state.</summary>
    public static IEnumerable<string> Of(DocumentSummary document)
    {
        if (document.GetStatus() == DocumentStatus.Deleted)
            yield break;
        yield return All;
        yield return OfStatus(document.GetStatus());
        if (document.GetStatus().IsFinal() && document.WordsToReview > 0)
            yield return Review;
        yield return OfLanguage(document.Language);
        if (document.Batch is { } batch)
            yield return OfBatch(batch);
        if (document.ExternalId is { } externalId)
            yield return OfExternalId(externalId);
    }

    /// <summary>The lists that may still hold a document that no longer belongs to them.</summary>
    public static IEnumerable<string> Former(DocumentSummary document, bool finishedBefore)
    {
        IEnumerable<string> possible = document.GetStatus() == DocumentStatus.Deleted ? [.. Changing, .. Of(new BeforeDeletion(document))]
            : finishedBefore ? Changing
            : [Active];
        return possible.Except(Of(document)).Distinct();
    }

    /// <summary>Names become parts of keys, in which not every character is allowed.</summary>
    private static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 12));

    /// <summary>A deleted document as it was listed before its deletion.</summary>
    private sealed class BeforeDeletion : DocumentSummary
    {
        public BeforeDeletion(DocumentSummary document)
        {
            CopyFrom(document);
            Status = nameof(DocumentStatus.NotStarted);
        }
    }
}
