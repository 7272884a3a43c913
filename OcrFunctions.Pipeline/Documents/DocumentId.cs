using System.Security.Cryptography;
using System.Text;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// A document's identity is derived from its blob's location and version: the same event seen twice is the same
/// document, and an overwritten blob is another one.
/// </summary>
public static class DocumentId
{
    /// <summary>Length of an id: 130 of the hash's 256 bits.</summary>
    public const int Length = 26;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Id of a blob's version: 26 characters of lower-case base32.</summary>
    public static string Of(BlobSource source)
    {
        // The separator occurs in no container name and no ETag, so two different triples never yield the same text.
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Container}\n{source.ETag}\n{source.BlobName}"));
        return string.Create(Length, hash, static (id, hash) =>
        {
            for (int i = 0; i < id.Length; i++)
                id[i] = Alphabet[FiveBits(hash, 5 * i)];
        });
    }

    /// <summary>Whether a text has the form of an id; a text that does not is unknown without a storage call.</summary>
    public static bool IsWellFormed(string? id) => id is { Length: Length } && id.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    private static int FiveBits(byte[] hash, int bit)
    {
        int pair = (hash[bit / 8] << 8) | hash[bit / 8 + 1];
        return (pair >> (11 - bit % 8)) & 31;
    }
}
