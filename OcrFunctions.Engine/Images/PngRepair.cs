using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Makes a complete PNG of one that is truncated or damaged, which leptonica rejects altogether: as many rows as can be
/// decompressed, and white ones for the rest.
/// </summary>
internal static class PngRepair
{
    private const int Signature = 8, HeaderChunk = 25;
    private const byte ColorMap = 3;

    /// <param name="path">Path of the file.</param>
    /// <param name="header">Checked: memory is allocated for it.</param>
    /// <returns>Null where not even one row can be recovered. Interlaced images are not supported: their rows come in seven
    /// passes.</returns>
    public static unsafe PixHandle? Read(string path, ImageHeader header)
    {
        byte[] file = File.ReadAllBytes(path);
        if (file.Length < Signature + HeaderChunk || file[28] != 0)
            return null;
        (byte depth, byte color) = (file[24], file[25]);
        int samples = color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        int row = 1 + (header.Width * samples * depth + 7) / 8;
        byte[] rows = new byte[(long)row * header.Height];
        int recovered = Decompress(file, rows) / row * row;
        if (recovered == 0)
            return null;
        Whiten(rows.AsSpan(recovered), row, white: color == ColorMap ? (byte)0 : (byte)255);

        using var repaired = new MemoryStream();
        repaired.Write(file, 0, Signature + HeaderChunk);
        foreach ((int at, int length, uint name) in Chunks(file))
            if (name is 0x504C5445 or 0x74524E53 or 0x70485973) // PLTE, tRNS, pHYs
                Write(repaired, name, file.AsSpan(at, length));
        using (var packed = new MemoryStream())
        {
            using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                zlib.Write(rows);
            Write(repaired, 0x49444154, packed.ToArray());
        }

        Write(repaired, 0x49454E44, []);
        fixed (byte* bytes = repaired.GetBuffer())
            return Libleptonica.pixReadMem(bytes, (nuint)repaired.Length) is { IsInvalid: false } pixels ? pixels : null;
    }

    /// <returns>Number of bytes that could be decompressed.</returns>
    private static int Decompress(byte[] file, byte[] rows)
    {
        using var packed = new MemoryStream();
        foreach ((int at, int length, uint name) in Chunks(file))
            if (name == 0x49444154) // IDAT
                packed.Write(file, at, length);
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        int got = 0;
        try
        {
            for (int read; got < rows.Length && (read = zlib.Read(rows, got, Math.Min(rows.Length - got, 8_192))) > 0;)
                got += read;
        }
        catch (InvalidDataException)
        {
            // The data before the damaged byte is valid.
        }

        return got;
    }

    /// <summary>Rows without a filter: their bytes are the pixels themselves.</summary>
    private static void Whiten(Span<byte> rows, int row, byte white)
    {
        rows.Fill(white);
        for (int at = 0; at < rows.Length; at += row)
            rows[at] = 0;
    }

    /// <summary>Position and length of each chunk's data; the last one may be cut short.</summary>
    private static IEnumerable<(int At, int Length, uint Name)> Chunks(byte[] file)
    {
        for (long at = Signature; at + 8 < file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            yield return ((int)at + 8, (int)Math.Min(length, file.Length - at - 8),
                BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at + 4)));
            at += 12 + length;
        }
    }

    private static void Write(MemoryStream file, uint name, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4), name);
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        file.Write(chunk);
    }
}
