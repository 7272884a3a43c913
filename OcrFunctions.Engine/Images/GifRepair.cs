using System.Buffers.Binary;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Reads the first frame of a GIF that is truncated or damaged, which leptonica rejects altogether: as many rows as can be decoded, and
/// white ones for the rest.
/// </summary>
internal static class GifRepair
{
    private const uint White = uint.MaxValue;

    /// <param name="path">Path of the file.</param>
    /// <param name="header">Checked: memory is allocated for it.</param>
    /// <returns>Null where not even one row can be recovered.</returns>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/>.</exception>
    public static PixHandle? Read(string path, ImageHeader header)
    {
        if (ScreenOf(path) != (header.Width, header.Height))
            return null;
        PixHandle pixels = ImageSharpDecoder.Decode(path, DocumentKind.Gif);
        if (WhitenRest(pixels))
            return pixels;
        pixels.Dispose();
        return null;
    }

    /// <summary>The whole animation's size, for which the decoder allocates memory.</summary>
    private static (int Width, int Height) ScreenOf(string path)
    {
        Span<byte> start = stackalloc byte[10];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length
            ? default
            : (BinaryPrimitives.ReadUInt16LittleEndian(start[6..]), BinaryPrimitives.ReadUInt16LittleEndian(start[8..]));
    }

    /// <summary>What was not decoded has the palette's first color.</summary>
    /// <returns>Whether anything was decoded.</returns>
    private static unsafe bool WhitenRest(PixHandle pixels)
    {
        int width = Libleptonica.pixGetWidth(pixels), height = Libleptonica.pixGetHeight(pixels);
        var words = new Span<uint>(Libleptonica.pixGetData(pixels), width * height);
        uint rest = words[^1];
        while (height > 0 && !words.Slice((height - 1) * width, width).ContainsAnyExcept(rest))
            words.Slice(--height * width, width).Fill(White);
        return height > 0;
    }
}
