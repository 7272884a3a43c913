using System.Text;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Documents;

/// <summary>Tells a document's kind from its first bytes; its name says nothing.</summary>
internal static class FileSignature
{
    /// <summary>Enough to find a PDF header, which may stand anywhere in the first 1,024 bytes.</summary>
    private const int Looked = 1_024 + 5;

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
            $"The file looks like {ForeignFormat.Describe(start)}; PDF, TIFF, PNG and JPEG are read.");
    }

    /// <summary>The kind, or null for a format that is not read.</summary>
    public static DocumentKind? KindOf(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => DocumentKind.Png,
        [0xFF, 0xD8, 0xFF, ..] => DocumentKind.Jpeg,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => DocumentKind.Tiff,
        // A PDF stored inside an archive shows its header early too.
        _ when ForeignFormat.HasSignature(start) => null,
        _ when start.IndexOf("%PDF-"u8) >= 0 || StartsWithPdfObject(start) => DocumentKind.Pdf,
        _ => null,
    };

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
        byte[] start = new byte[Looked];
        return start[..file.ReadAtLeast(start, Looked, throwOnEndOfStream: false)];
    }
}
