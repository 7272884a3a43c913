using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>
/// Gives the page objects that a truncated file still has a new page tree, catalog and trailer, appended as an incremental update; qpdf
/// then finds everything by scanning the file.
/// </summary>
internal static partial class PageTreeRebuilder
{
    /// <summary>Larger files are not held in memory for this.</summary>
    private const long MaxBytes = 200_000_000;

    private const int MaxPages = 100_000;

    /// <returns>False where there is no page object, or the file's beginning is missing too.</returns>
    public static bool Apply(string path, string target)
    {
        var file = new FileInfo(path);
        if (file.Length > MaxBytes)
            return false;
        // Latin-1 maps every byte to one character.
        string text = File.ReadAllText(path, Encoding.Latin1);
        // The key to an encrypted file's objects was in the missing trailer.
        if (text.Contains("/Encrypt", StringComparison.Ordinal))
            return false;
        if (!text.AsSpan(0, Math.Min(text.Length, 1_024)).Contains("%PDF-", StringComparison.Ordinal))
            return false;

        List<int> pages = [];
        int highest = 0;
        // Lost objects are still referred to; the new ones must not take their numbers.
        foreach (Match match in ObjectOrReference().Matches(text))
        {
            if (!int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 8_000_000)
                continue;
            highest = Math.Max(highest, number);
            if (match.Groups[2].Value == "obj" && IsWholePage(text, match.Index + match.Length) && !pages.Contains(number))
                pages.Add(number);
        }

        if (pages.Count is 0 or > MaxPages)
            return false;
        int tree = highest + 1, catalog = highest + 2;
        string update = string.Create(CultureInfo.InvariantCulture,
            $"\nendstream\nendobj\n{tree} 0 obj\n<< /Type /Pages /MediaBox [0 0 612 792] /Count {pages.Count} /Kids "
                + $"[{string.Join(' ', pages.Select(page => $"{page} 0 R"))}] >>\nendobj\n"
            + $"{catalog} 0 obj\n<< /Type /Catalog /Pages {tree} 0 R >>\nendobj\ntrailer\n<< /Size {catalog + 1} /Root {catalog} 0 R "
            + $">>\nstartxref\n0\n%%EOF\n");
        // A trailer at the beginning, as in a linearized file, refers to lost objects; qpdf would use the first one that it finds.
        File.WriteAllText(target, text.Replace("trailer", "Trailer", StringComparison.Ordinal) + update, Encoding.Latin1);
        return true;
    }

    /// <summary>Whether the object that begins here is a page and is complete.</summary>
    private static bool IsWholePage(string text, int start)
    {
        int end = text.IndexOf("endobj", start, Math.Min(text.Length - start, 20_000), StringComparison.Ordinal);
        return end >= 0 && PageType().IsMatch(text, start) && PageType().Match(text, start).Index < end;
    }

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,7}) [0-9]{1,5} (obj|R)\b")]
    private static partial Regex ObjectOrReference();

    [GeneratedRegex(@"/Type\s*/Page(?![A-Za-z])")]
    private static partial Regex PageType();
}
