using System.Buffers.Binary;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Walks the blocks of a GIF for the sizes of its frames. The decoder unpacks every frame although only the first is read, so
/// what counts is their sum, and a few bytes may claim billions of pixels.
/// </summary>
internal static class GifFrames
{
    private const byte Extension = 0x21, Image = 0x2C;
    private const int MaxWalk = 100_000;

    /// <summary>The first frame's size; for an animation, with the bits per pixel of all frames together.</summary>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/> for a file without a frame.</exception>
    public static ImageHeader Header(string path)
    {
        (int width, int height, long pixels, _) = Walk(path);
        return width > 0 && height > 0
            ? new ImageHeader(width, height, (int)Math.Min(int.MaxValue, Math.Max(32, 8 * pixels / ((long)width * height))))
            : throw new EngineException(EngineErrorCodes.DamagedFile, "The GIF holds no image.");
    }

    public static int Count(string path) => Walk(path).Frames;

    private static (int Width, int Height, long Pixels, int Frames) Walk(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[13];
        (int width, int height, long pixels, int frames) = (0, 0, 0, 0);
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            return default;
        file.Position += ColorTable(header[10]);
        Span<byte> descriptor = stackalloc byte[9];
        for (int steps = 0; steps < MaxWalk; steps++)
        {
            int kind = file.ReadByte();
            if (kind == Extension)
                file.Position++;
            else if (kind == Image && file.ReadAtLeast(descriptor, descriptor.Length, throwOnEndOfStream: false) == descriptor.Length)
            {
                int across = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[4..]),
                    down = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[6..]);
                (width, height) = frames++ == 0 ? (across, down) : (width, height);
                pixels += (long)across * down;
                // The minimum code size stands between the colors and the data.
                file.Position += ColorTable(descriptor[8]) + 1;
            }
            else
                break;
            for (int length = file.ReadByte(); length > 0; length = file.ReadByte())
                file.Position += length;
        }

        return (width, height, pixels, frames);
    }

    private static int ColorTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
