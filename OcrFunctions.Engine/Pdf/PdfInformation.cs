using System.Globalization;
using System.Text.RegularExpressions;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf;

/// <summary>Output of <c>pdfinfo</c> for a PDF.</summary>
internal static partial class PdfInformation
{
    /// <summary>Room for metadata, which comes first and may be long.</summary>
    private const int OutputKept = 1_000_000;

    /// <returns>The number of pages, 0 where poppler finds none, and its error messages.</returns>
    public static (int Pages, string Messages) Read(string path)
    {
        using ToolProcess pdfinfo = PdfTools.Start("pdfinfo", path);
        string text = pdfinfo.ReadText(OutputKept);
        // The last such line is pdfinfo's own: one in the document's title would come before it.
        int pages = Pages().Matches(text).LastOrDefault() is { } match && int.TryParse(match.Groups[1].Value, out int number) ? number : 0;
        return (pages, pdfinfo.Messages());
    }

    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.PageNotFound"/>, <see cref="EngineErrorCodes.EncryptedPdf"/> or
    /// <see cref="EngineErrorCodes.DamagedFile"/>.
    /// </exception>
    public static PdfPageSize SizeOf(string path, int page)
    {
        string number = page.ToString(CultureInfo.InvariantCulture);
        using ToolProcess pdfinfo = PdfTools.Start("pdfinfo", "-f", number, "-l", number, path);
        string text = pdfinfo.ReadText(OutputKept);
        Match size = PageSize().Matches(text).LastOrDefault() ?? Match.Empty;
        Match rotation = PageRotation().Matches(text).LastOrDefault() ?? Match.Empty;
        if (!size.Success || !rotation.Success)
            throw PastTheEnd().IsMatch(pdfinfo.Messages())
                ? new EngineException(EngineErrorCodes.PageNotFound, $"The document has no page {page}.")
                : pdfinfo.Failure($"Page {page} of the PDF cannot be opened.");

        var upright = new PdfPageSize(Points(size.Groups[1]), Points(size.Groups[2]));
        return Math.Abs(int.Parse(rotation.Groups[1].Value, CultureInfo.InvariantCulture)) % 180 == 90 ? upright.Turned() : upright;
    }

    private static double Points(Group group) => double.Parse(group.Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Pages: +(\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Pages();

    // The size is that of the crop box, before rotation.
    [GeneratedRegex(@"^Page +\d+ size: +([0-9.e+-]+) x ([0-9.e+-]+) pts", RegexOptions.Multiline)]
    private static partial Regex PageSize();

    [GeneratedRegex(@"^Page +\d+ rot: +(-?\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex PageRotation();

    [GeneratedRegex(@"the first page \(\d+\) can not be after the last page \([1-9]\d*\)")]
    private static partial Regex PastTheEnd();
}
