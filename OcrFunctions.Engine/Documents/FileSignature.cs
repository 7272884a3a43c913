using System.Text;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Images;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Documents;

/// <summary>Determines a document's kind from its first bytes; the file name is not considered.</summary>
internal static class FileSignature
{
    /// <summary>Enough to find a PDF header, which may be anywhere in the first 1,024 bytes.</summary>
    private const int HeaderLength = 1_024 + 5;

    private const string SupportedFormats = "PDF, TIFF, PNG, JPEG, GIF, BMP, WebP, PNM, JPEG 2000 and HEIC are read.";

    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.EmptyFile"/> or <see cref="EngineErrorCodes.UnsupportedFormat"/>.
    /// </exception>
    public static DocumentKind KindOf(string path)
    {
        byte[] start = ReadStart(path);
        if (start.Length == 0)
            throw new EngineException(EngineErrorCodes.EmptyFile, "The file is empty.");
        return KindOf(start) ?? throw new EngineException(
            EngineErrorCodes.UnsupportedFormat,
            $"The file looks like {UnsupportedFormat.Describe(start)}; {SupportedFormats}");
    }

    /// <summary>The kind, or null for an unsupported format.</summary>
    public static DocumentKind? KindOf(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => DocumentKind.Png,
        [0xFF, 0xD8, 0xFF, ..] => DocumentKind.Jpeg,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => DocumentKind.Tiff,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => DocumentKind.Gif,
        [0, 0, 0, 0x0C, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] => DocumentKind.Jpeg2000,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => DocumentKind.WebP,
        [(byte)'P', >= (byte)'1' and <= (byte)'7', (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t', ..] => DocumentKind.Pnm,
        _ when BitmapHeader.Begins(start) => DocumentKind.Bmp,
        _ when IsHeic(start) => DocumentKind.Heic,
        // A PDF stored inside an archive also has its header near the beginning.
        _ when UnsupportedFormat.HasSignature(start) => null,
        _ when start.IndexOf("%PDF-"u8) >= 0 || StartsWithPdfObject(start) => DocumentKind.Pdf,
        _ => null,
    };

    /// <summary>The brand follows the box type: HEVC or AV1 images and image sequences, which other programs treat as video.</summary>
    private static bool IsHeic(ReadOnlySpan<byte> start)
    {
        if (start.Length < 12 || !start[4..8].SequenceEqual("ftyp"u8))
            return false;
        ReadOnlySpan<byte> brand = start[8..12];
        return brand.StartsWith("he"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) || brand.SequenceEqual("avif"u8);
    }

    /// <summary>A PDF that lost its first line begins with an object: <c>3 0 obj</c>.</summary>
    private static bool StartsWithPdfObject(ReadOnlySpan<byte> start)
    {
        string[] words = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 40)])
            .Split([' ', '\r', '\n', '\t', '<'], StringSplitOptions.RemoveEmptyEntries);
        return words is [var number, var generation, "obj", ..] && number.All(char.IsAsciiDigit) && generation.All(char.IsAsciiDigit);
    }

    private static byte[] ReadStart(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[HeaderLength];
        return start[..file.ReadAtLeast(start, HeaderLength, throwOnEndOfStream: false)];
    }
}
