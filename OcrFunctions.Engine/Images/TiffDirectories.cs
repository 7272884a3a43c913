using System.Buffers.Binary;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Counts the pages of a TIFF by walking its chain of directories. The chain is untrusted data: it may be circular
/// or point past the end of the file.
/// </summary>
internal static class TiffDirectories
{
    /// <returns>
    /// Number of pages, at least 1; <paramref name="atMost"/> + 1 for more than that. A directory that the chain names but
    /// the file lacks counts as one page, so that a truncated file loses its pages with an error and not silently.
    /// </returns>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/> when there is no directory at all.</exception>
    public static int Count(string path, int atMost)
    {
        using FileStream file = File.OpenRead(path);
        var layout = Layout.Of(ReadAt(file, 0, 4));
        var seen = new HashSet<long>();
        long offset = Number(ReadAt(file, layout.FirstOffsetAt, layout.OffsetSize), layout);
        while (offset != 0 && seen.Count <= atMost && seen.Add(offset))
        {
            byte[] count = ReadAt(file, offset, layout.CountSize);
            long next = offset + layout.CountSize + Number(count, layout) * layout.EntrySize;
            byte[] link = count.Length == 0 ? [] : ReadAt(file, next, layout.OffsetSize);
            if (link.Length == 0)
                return seen.Count > 1 ? seen.Count : throw Damaged("The TIFF file is cut off before its first page.");
            offset = Number(link, layout);
        }

        return seen.Count > 0 ? seen.Count : throw Damaged("The TIFF file has no pages.");
    }

    private static EngineException Damaged(string sentence) => new(EngineErrorCodes.DamagedFile, sentence);

    /// <summary>The bytes, or none where the file is too short.</summary>
    private static byte[] ReadAt(FileStream file, long offset, int count)
    {
        if (offset < 0 || offset > file.Length - count)
            return [];
        byte[] bytes = new byte[count];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static long Number(byte[] bytes, Layout layout) => (bytes.Length, layout.LittleEndian) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (8, true) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (8, false) => BinaryPrimitives.ReadInt64BigEndian(bytes),
        _ => 0,
    };

    /// <summary>Sizes in bytes: classic TIFF has 32-bit offsets, BigTIFF 64-bit ones.</summary>
    private readonly record struct Layout(bool LittleEndian, int FirstOffsetAt, int OffsetSize, int CountSize, int EntrySize)
    {
        public static Layout Of(byte[] header)
        {
            bool little = header is [(byte)'I', ..];
            bool big = header.Length == 4 && header[little ? 2 : 3] == 43;
            return big ? new Layout(little, 8, 8, 8, 20) : new Layout(little, 4, 4, 2, 12);
        }
    }
}
