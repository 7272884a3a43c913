using System.Globalization;
using System.Text.RegularExpressions;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.PdfA;

/// <summary>
/// Checks with other programs that a file made as PDF/A is plausible: its metadata claims PDF/A, nothing is malformed, all pages are there
/// in sizes that PDF/A allows, and every font is embedded. It is not a validator; it keeps obviously invalid files from being delivered.
/// </summary>
internal static partial class PdfAVerification
{
    /// <summary>Limits of a page's sides, in units of the page.</summary>
    private const double MinSide = 3, MaxSide = 14_400;

    /// <summary>Room for the output on a page, on a font, and on the rest.</summary>
    private const int OutputForPage = 600, OutputForFonts = 4_000_000, OutputForRest = 1_000_000;

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.NotConvertible"/>.</exception>
    public static void Verify(string path, int pages)
    {
        VerifyMetadata(path);
        VerifySyntax(path);
        VerifyPages(path, pages);
        VerifyFonts(path);
    }

    private static void VerifyMetadata(string path)
    {
        using ToolProcess pdfinfo = PdfTools.Start("pdfinfo", "-meta", path);
        if (!Claim().IsMatch(pdfinfo.ReadText(OutputForRest)))
            throw NotConvertible("The converted PDF does not claim to be PDF/A.");
    }

    private static void VerifySyntax(string path)
    {
        using ToolProcess qpdf = PdfTools.Start("qpdf", "--check", path);
        qpdf.ReadText(kept: 0);
        // Warnings also produce an exit code.
        if (qpdf.ExitCode() != 0)
            throw NotConvertible($"The converted PDF is malformed. ({qpdf.Messages()})");
    }

    private static void VerifyPages(string path, int pages)
    {
        if (PdfInformation.Read(path).Pages is var found && found != pages)
            throw NotConvertible($"The converted PDF has {found} pages, not {pages}.");
        using ToolProcess pdfinfo = PdfTools.Start("pdfinfo", "-box", "-f", "1", "-l", pages.ToString(CultureInfo.InvariantCulture), path);
        foreach (Match box in Box().Matches(pdfinfo.ReadText(OutputForPage * pages + OutputForRest)))
        {
            double width = Side(box, 5, 3), height = Side(box, 6, 4);
            if (Math.Min(width, height) < MinSide || Math.Max(width, height) > MaxSide)
                throw NotConvertible(
                    $"Page {box.Groups[1].Value} measures {width:0} by {height:0} units; PDF/A allows {MinSide:0} to {MaxSide:0}.");
        }
    }

    private static void VerifyFonts(string path)
    {
        using ToolProcess pdffonts = PdfTools.Start("pdffonts", path);
        if (Font().Matches(pdffonts.ReadText(OutputForFonts)).FirstOrDefault(font => font.Groups[2].Value == "no") is { } missing)
            throw NotConvertible($"The font {missing.Groups[1].Value.Trim()} is not in the PDF, and none can be put in its place.");
    }

    private static double Side(Match box, int high, int low) =>
        Math.Abs(Number(box.Groups[high]) - Number(box.Groups[low]));

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    private static EngineException NotConvertible(string why) => new(EngineErrorCodes.NotConvertible, why);

    [GeneratedRegex(@"pdfaid:part(=['""]|>)2")]
    private static partial Regex Claim();

    [GeneratedRegex(@"^Page +(\d+) (\w+Box): +(-?[0-9.e+-]+) +(-?[0-9.e+-]+) +(-?[0-9.e+-]+) +(-?[0-9.e+-]+)", RegexOptions.Multiline)]
    private static partial Regex Box();

    // Name, type and encoding; then whether it is embedded, a subset, and has a map to Unicode; then its object.
    [GeneratedRegex(@"^(.{36}) .*? (yes|no) +(?:yes|no) +(?:yes|no) +\d+ +\d+\s*$", RegexOptions.Multiline)]
    private static partial Regex Font();
}
