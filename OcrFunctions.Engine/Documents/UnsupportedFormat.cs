using System.Text;

namespace OcrFunctions.Engine.Documents;

/// <summary>Names common formats that are not supported, so that the error message helps.</summary>
internal static class UnsupportedFormat
{
    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        ("PK\u0003\u0004"u8.ToArray(), "a ZIP archive"),
        ("%!PS"u8.ToArray(), "a PostScript file"),
        ("{\\rtf"u8.ToArray(), "an RTF document"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Microsoft Office document"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "a 7-Zip archive"),
        ([0xFF, 0x4F, 0xFF, 0x51], "JPEG 2000 data without its file around it (save it as .jp2)"),
        ([0xFF, 0x0A], "a JPEG XL image"),
        ("8BPS"u8.ToArray(), "a Photoshop document"),
        ("AT&TFORM"u8.ToArray(), "a DjVu document"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ("MZ"u8.ToArray(), "a program"),
    ];

    public static bool HasSignature(ReadOnlySpan<byte> start) => BySignature(start) is not null;

    /// <summary>What the file looks like, with its article: <c>a ZIP archive</c>.</summary>
    public static string Describe(ReadOnlySpan<byte> start) => BySignature(start) ?? ByText(start) ?? "no document";

    private static string? BySignature(ReadOnlySpan<byte> start)
    {
        foreach ((byte[] signature, string name) in Signatures)
            if (start.StartsWith(signature))
                return name == "a ZIP archive" ? KindOfZip(start) : name;
        return start.Length >= 12 && start[4..8].SequenceEqual("ftyp"u8) ? "a video" : null;
    }

    private static string KindOfZip(ReadOnlySpan<byte> start) =>
        start.IndexOf("application/vnd.oasis.opendocument"u8) >= 0 ? "an OpenDocument file (a ZIP archive)"
        : start.IndexOf("[Content_Types].xml"u8) >= 0 ? "a Microsoft Office document (a ZIP archive)"
        : start.IndexOf("application/epub+zip"u8) >= 0 ? "an EPUB book (a ZIP archive)"
        : "a ZIP archive";

    private static string? ByText(ReadOnlySpan<byte> start)
    {
        foreach (byte b in start)
            if (b < 32 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f'))
                return null;
        string text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return "an HTML page";
        if (text.StartsWith("<svg", StringComparison.OrdinalIgnoreCase))
            return "an SVG drawing";
        return text.StartsWith("<?xml", StringComparison.Ordinal) ? "an XML file" : "plain text";
    }
}
