using System.Buffers.Binary;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// An animated WebP file, whose frames libwebp's decoder rejects: each is the data of an image in a chunk <c>ANMF</c>.
/// </summary>
/// <param name="FirstFrame">A WebP file of that frame alone.</param>
/// <param name="Frames">Their number.</param>
internal sealed record AnimatedWebP(byte[] FirstFrame, int Frames)
{
    private const int RiffHeader = 12, ChunkHeader = 8, FrameHeader = 16, ExtendedHeader = 10;
    private const byte AnimationFlag = 0x02, AlphaFlag = 0x10;

    /// <summary>Null for a still image.</summary>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/> for a file without a frame.</exception>
    public static AnimatedWebP? Read(string path)
    {
        if (!IsAnimated(path))
            return null;
        byte[] file = File.ReadAllBytes(path);
        byte[]? first = null;
        int frames = 0;
        for (int at = RiffHeader; at + ChunkHeader + FrameHeader <= file.Length; at = Next(file, at))
            if (file.AsSpan(at).StartsWith("ANMF"u8) && Length(file, at) >= FrameHeader && frames++ == 0)
                first = Still(file.AsSpan(at + ChunkHeader, Math.Min(Length(file, at), file.Length - at - ChunkHeader)));
        return first is null
            ? throw new EngineException(EngineErrorCodes.DamagedFile, "The WebP holds no image.")
            : new AnimatedWebP(first, frames);
    }

    private static bool IsAnimated(string path)
    {
        Span<byte> start = stackalloc byte[RiffHeader + ChunkHeader + 1];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start[RiffHeader..].StartsWith("VP8X"u8) && (start[^1] & AnimationFlag) != 0;
    }

    /// <param name="frame">Content of the chunk: place, size and duration, and then the chunks of an image.</param>
    private static byte[] Still(ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> size = frame.Slice(6, 6), chunks = frame[FrameHeader..];
        byte flags = chunks.StartsWith("ALPH"u8) ? AlphaFlag : (byte)0;
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, 4 + ChunkHeader + ExtendedHeader + chunks.Length);
        return [.. "RIFF"u8, .. length, .. "WEBPVP8X"u8, ExtendedHeader, 0, 0, 0, flags, 0, 0, 0, .. size, .. chunks];
    }

    /// <summary>Chunks have an even length, or a byte after them.</summary>
    private static int Next(byte[] file, int at) => (int)Math.Min(file.Length, (long)at + ChunkHeader + (Length(file, at) + 1L) / 2 * 2);

    private static int Length(byte[] file, int at) =>
        (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4)));
}
