using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>
/// Continuations of lists as clients see them: the token of the table service behind a checksum of it and of the query it belongs to. The
/// service takes almost any text for a token, and its answer to one that it has not issued is an empty list.
/// </summary>
internal static class ContinuationToken
{
    private const int ChecksumLength = 8;

    /// <param name="query">Filter of the list.</param>
    /// <param name="token">The service's token; null after the last segment.</param>
    public static string? Write(string query, string? token) => token is null ? null
        : Base64Url.EncodeToString([.. Checksum(query, Encoding.UTF8.GetBytes(token)), .. Encoding.UTF8.GetBytes(token)]);

    /// <returns>The service's token; null for the first segment.</returns>
    /// <exception cref="InvalidContinuationException">It was not written for this query.</exception>
    public static string? Read(string query, string? continuation)
    {
        if (continuation is null)
            return null;
        if (!Base64Url.IsValid(continuation))
            throw new InvalidContinuationException();
        byte[] bytes = Base64Url.DecodeFromChars(continuation);
        if (bytes.Length <= ChecksumLength
            || !bytes.AsSpan(0, ChecksumLength).SequenceEqual(Checksum(query, bytes.AsSpan(ChecksumLength))))
            throw new InvalidContinuationException();
        return Encoding.UTF8.GetString(bytes.AsSpan(ChecksumLength));
    }

    private static ReadOnlySpan<byte> Checksum(string query, ReadOnlySpan<byte> token) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(query), 0, .. token]).AsSpan(0, ChecksumLength);
}
