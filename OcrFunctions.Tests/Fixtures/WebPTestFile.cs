using System.Buffers.Binary;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Writes WebP files, and animations of them.</summary>
internal static class WebPTestFile
{
    private const int RiffHeader = 12, ChunkHeader = 8;
    private const byte AnimationFlag = 0x02, AlphaFlag = 0x10;

    public static byte[] Lossless(GrayImage image) => Write(image.ToImage(), WebpFileFormatType.Lossless);

    public static byte[] Lossy(GrayImage image) => Write(image.ToImage(), WebpFileFormatType.Lossy);

    /// <summary>Black on transparent, with the alpha in a chunk of its own.</summary>
    public static byte[] LossyWithAlpha(GrayImage image) => Write(image.ToBlackOnTransparent(), WebpFileFormatType.Lossy);

    /// <param name="width">Pixels of every frame.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="stills">WebP files.</param>
    public static byte[] Animation(int width, int height, params byte[][] stills)
    {
        byte[] size = [.. Number(width - 1, 3), .. Number(height - 1, 3)];
        byte[] chunks =
        [
            .. Chunk("VP8X"u8, [AnimationFlag | AlphaFlag, 0, 0, 0, .. size]),
            .. Chunk("ANIM"u8, [255, 255, 255, 255, 0, 0]),
            .. stills.SelectMany(still => Chunk("ANMF"u8, [.. new byte[6], .. size, 100, 0, 0, 0, .. ImageChunks(still)])),
        ];
        return [.. "RIFF"u8, .. Number(4 + chunks.Length, 4), .. "WEBP"u8, .. chunks];
    }

    private static byte[] ImageChunks(byte[] still)
    {
        ReadOnlySpan<byte> chunks = still.AsSpan(RiffHeader);
        if (chunks.StartsWith("VP8X"u8))
            chunks = chunks[(ChunkHeader + BinaryPrimitives.ReadInt32LittleEndian(chunks[4..]))..];
        return chunks.ToArray();
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content) =>
        [.. name, .. Number(content.Length, 4), .. content, .. new byte[content.Length % 2]];

    private static byte[] Number(int value, int bytes)
    {
        byte[] four = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, value);
        return four[..bytes];
    }

    private static byte[] Write<T>(Image<T> image, WebpFileFormatType format)
        where T : unmanaged, IPixel<T>
    {
        using var file = new MemoryStream();
        using (image)
            image.SaveAsWebp(file, new WebpEncoder { FileFormat = format });
        return file.ToArray();
    }
}
