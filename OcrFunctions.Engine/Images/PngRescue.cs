using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Makes a whole PNG of one that is cut off or broken inside, which leptonica gives up altogether: as many rows as can be
/// unpacked, and white ones for the rest.
/// </summary>
internal static class PngRescue
{
    private const int Signature = 8, HeaderChunk = 25;
    private const byte ColourMap = 3;

    /// <param name="path">Path of the file.</param>
    /// <param name="header">Checked: the memory is taken for it.</param>
    /// <returns>Null where not even one row can be had. Interlaced images are not taken: their rows come in seven passes.</returns>
    public static unsafe PixHandle? Read(string path, ImageHeader header)
    {
        byte[] file = File.ReadAllBytes(path);
        if (file.Length < Signature + HeaderChunk || file[28] != 0)
            return null;
        (byte depth, byte colour) = (file[24], file[25]);
        int samples = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        int row = 1 + (header.Width * samples * depth + 7) / 8;
        byte[] rows = new byte[(long)row * header.Height];
        int whole = Unpack(file, rows) / row * row;
        if (whole == 0)
            return null;
        Whiten(rows.AsSpan(whole), row, white: colour == ColourMap ? (byte)0 : (byte)255);

        using var mended = new MemoryStream();
        mended.Write(file, 0, Signature + HeaderChunk);
        foreach ((int at, int length, uint name) in Chunks(file))
            if (name is 0x504C5445 or 0x74524E53 or 0x70485973) // PLTE, tRNS, pHYs
                Write(mended, name, file.AsSpan(at, length));
        using (var packed = new MemoryStream())
        {
            using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                zlib.Write(rows);
            Write(mended, 0x49444154, packed.ToArray());
        }

        Write(mended, 0x49454E44, []);
        fixed (byte* bytes = mended.GetBuffer())
            return Libleptonica.pixReadMem(bytes, (nuint)mended.Length) is { IsInvalid: false } pixels ? pixels : null;
    }

    /// <returns>Bytes that could be unpacked.</returns>
    private static int Unpack(byte[] file, byte[] rows)
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
            // What came before the broken byte is good.
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

    /// <summary>Place and length of each chunk's data; the last one may be cut short.</summary>
    private static IEnumerable<(int At, int Length, uint Name)> Chunks(byte[] file)
    {
        for (long at = Signature; at + 8 < file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            yield return ((int)at + 8, (int)Math.Min(length, file.Length - at - 8), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at + 4)));
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
