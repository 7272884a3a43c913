using System.Text.RegularExpressions;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Documents;

/// <summary>What a PDF file holds besides its pages, which is not read.</summary>
internal static partial class PdfLeftOut
{
    private const int OutputKept = 20_000, MaxNames = 10, WindowLength = 1 << 20, MaxMarker = 80;

    /// <param name="file">The file as it came.</param>
    /// <param name="readable">The PDF without its password.</param>
    public static IEnumerable<EngineWarning> Warnings(string file, string readable)
    {
        List<string> names = Attachments(readable);
        if (names.Count > 0)
        {
            string what = names.Count == 1 ? "1 attached file was" : $"{names.Count} attached files were";
            string which = string.Join(", ", names.Take(MaxNames)) + (names.Count > MaxNames ? ", …" : "");
            yield return new EngineWarning(EngineWarningCodes.AttachmentsNotRead, $"{what} not read: {which}. Send them on their own.");
        }

        if (HasAnother(file))
            yield return new EngineWarning(EngineWarningCodes.AppendedPdf,
                "Another PDF stands behind the first in the file; only the first was read.");
    }

    private static List<string> Attachments(string path)
    {
        using ToolProcess qpdf = PdfTools.Start("qpdf", "--no-warn", "--warning-exit-0", "--list-attachments", path);
        string text = qpdf.ReadText(OutputKept);
        return qpdf.ExitCode() == 0 ? [.. Attachment().Matches(text).Select(match => match.Groups[1].Value)] : [];
    }

    /// <summary>Whether a file begins anew after its end: an update of it would not.</summary>
    private static bool HasAnother(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] window = new byte[WindowLength];
        for (long start = 0; start < file.Length; start += WindowLength - MaxMarker)
        {
            file.Position = start;
            ReadOnlySpan<byte> read = window.AsSpan(0, file.ReadAtLeast(window, window.Length, throwOnEndOfStream: false));
            for (int at = read.IndexOf("%%EOF"u8); at >= 0;)
            {
                ReadOnlySpan<byte> after = read[(at + 5)..];
                if (after.TrimStart(" \r\n\t\0"u8).StartsWith("%PDF-"u8))
                    return true;
                int next = after.IndexOf("%%EOF"u8);
                at = next < 0 ? -1 : at + 5 + next;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^(.+) -> \d+,\d+\r?$", RegexOptions.Multiline)]
    private static partial Regex Attachment();
}
