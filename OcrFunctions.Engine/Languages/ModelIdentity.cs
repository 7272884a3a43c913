using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Languages;

/// <summary>
/// Exact identity of the model in a file. It is read once for each version of the file, not for each engine that loads it.
/// </summary>
internal static class ModelIdentity
{
    /// <summary>Index of the version among the parts of a model; the most parts and the longest version that are accepted.</summary>
    private const int VersionPart = 23, MaxParts = 100, MaxVersion = 1_000;

    private static readonly Dictionary<Key, RecognitionModel> Known = [];

    /// <param name="code">Code of the language.</param>
    /// <param name="path">Path of its <c>.traineddata</c> file.</param>
    public static RecognitionModel Of(string code, string path)
    {
        using FileStream file = File.OpenRead(path);
        var key = new Key(code, path, file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
        if (!Known.TryGetValue(key, out RecognitionModel? model))
            Known[key] = model = new RecognitionModel(code, VersionIn(file), Convert.ToHexStringLower(HashOf(file)));
        return model;
    }

    private static byte[] HashOf(FileStream file)
    {
        file.Position = 0;
        return SHA256.HashData(file);
    }

    /// <summary>A model begins with the number of its parts and the offset of each, -1 for a missing one; the version is text.</summary>
    private static string? VersionIn(FileStream file)
    {
        Span<byte> count = stackalloc byte[4];
        if (file.ReadAtLeast(count, count.Length, throwOnEndOfStream: false) < count.Length)
            return null;
        int parts = BinaryPrimitives.ReadInt32LittleEndian(count);
        if (parts is <= VersionPart or > MaxParts)
            return null;
        byte[] table = new byte[8 * parts];
        if (file.ReadAtLeast(table, table.Length, throwOnEndOfStream: false) < table.Length)
            return null;
        long[] offsets = [.. Enumerable.Range(0, parts).Select(i => BinaryPrimitives.ReadInt64LittleEndian(table.AsSpan(8 * i)))];
        long start = offsets[VersionPart], end = offsets.Where(offset => offset > start).DefaultIfEmpty(file.Length).Min();
        if (start < 0 || end <= start || end > file.Length || end - start > MaxVersion)
            return null;
        byte[] version = new byte[end - start];
        file.Position = start;
        file.ReadExactly(version);
        return Encoding.UTF8.GetString(version).Trim('\0', ' ', '\n') is { Length: > 0 } text ? text : null;
    }

    private sealed record Key(string Code, string Path, long Length, DateTime Written);
}
