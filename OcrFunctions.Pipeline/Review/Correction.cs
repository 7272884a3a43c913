using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>
/// A manually corrected word, in table <c>Corrections</c>: PartitionKey is the document's id, RowKey <c>000001-{hash}</c> of page,
/// recognition, position and old text. A second recognition renumbers words, so position and text identify the word.
/// </summary>
public sealed class Correction : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Page number, from 1.</summary>
    public int Page { get; set; }

    /// <summary>The run whose recognition was corrected.</summary>
    public int ResultVersion { get; set; }

    /// <summary>Eight numbers as JSON, in the page's unit: the word's position.</summary>
    public string Polygon { get; set; } = "[]";

    /// <summary>The recognized text.</summary>
    public string OldText { get; set; } = "";

    /// <summary>The correct text; empty if there is no word.</summary>
    public string NewText { get; set; } = "";

    public DateTimeOffset CorrectedAt { get; set; }

    /// <summary>Creates a correction of a word.</summary>
    public static Correction Of(string documentId, int page, int resultVersion, PageWord word, string newText, DateTimeOffset now)
    {
        string polygon = JsonSerializer.Serialize(word.Polygon), old = word.Recognized ?? word.Content;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{resultVersion}\n{polygon}\n{old}"));
        return new Correction
        {
            PartitionKey = documentId,
            RowKey = string.Create(CultureInfo.InvariantCulture, $"{page:D6}-{Convert.ToHexStringLower(hash.AsSpan(0, 12))}"),
            Page = page,
            ResultVersion = resultVersion,
            Polygon = polygon,
            OldText = old,
            NewText = newText,
            CorrectedAt = now,
        };
    }

    public IReadOnlyList<double> GetPolygon() => JsonSerializer.Deserialize<double[]>(Polygon)!;
}
