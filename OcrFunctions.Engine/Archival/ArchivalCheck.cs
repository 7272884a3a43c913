using System.Globalization;
using System.Text.RegularExpressions;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Archival;

/// <summary>
/// What other programs say of a file that is to be PDF/A: that it claims to be one, that nothing in it is malformed, that it has all pages, in
/// sizes that PDF/A allows, and every font. It is no validator, and keeps what is plainly wrong from being handed out.
/// </summary>
internal static partial class ArchivalCheck
{
    /// <summary>Sides of a page, in units of the page.</summary>
    private const double Shortest = 3, Longest = 14_400;

    /// <summary>Room for what is said of a page, of a font, and of the rest.</summary>
    private const int OutputForPage = 600, OutputForFonts = 4_000_000, OutputForRest = 1_000_000;

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.NotConvertible"/>.</exception>
    public static void Hold(string path, int pages)
    {
        HoldClaim(path);
        HoldForm(path);
        HoldPages(path, pages);
        HoldFonts(path);
    }

    private static void HoldClaim(string path)
    {
        using ToolProcess pdfinfo = PdfTools.Start("pdfinfo", "-meta", path);
        if (!Claim().IsMatch(pdfinfo.ReadText(OutputForRest)))
            throw Refused("The converted PDF does not claim to be PDF/A.");
    }

    private static void HoldForm(string path)
    {
        using ToolProcess qpdf = PdfTools.Start("qpdf", "--check", path);
        qpdf.ReadText(kept: 0);
        // Warnings give an exit code too.
        if (qpdf.ExitCode() != 0)
            throw Refused($"The converted PDF is malformed. ({qpdf.Messages()})");
    }

    private static void HoldPages(string path, int pages)
    {
        if (PdfInformation.Look(path).Pages is var found && found != pages)
            throw Refused($"The converted PDF has {found} pages, not {pages}.");
        using ToolProcess pdfinfo = PdfTools.Start("pdfinfo", "-box", "-f", "1", "-l", pages.ToString(CultureInfo.InvariantCulture), path);
        foreach (Match box in Box().Matches(pdfinfo.ReadText(OutputForPage * pages + OutputForRest)))
        {
            double width = Side(box, 5, 3), height = Side(box, 6, 4);
            if (Math.Min(width, height) < Shortest || Math.Max(width, height) > Longest)
                throw Refused($"Page {box.Groups[1].Value} measures {width:0} by {height:0} units; PDF/A allows {Shortest:0} to {Longest:0}.");
        }
    }

    private static void HoldFonts(string path)
    {
        using ToolProcess pdffonts = PdfTools.Start("pdffonts", path);
        if (Font().Matches(pdffonts.ReadText(OutputForFonts)).FirstOrDefault(font => font.Groups[2].Value == "no") is { } missing)
            throw Refused($"The font {missing.Groups[1].Value.Trim()} is not in the PDF, and none can be put in its place.");
    }

    private static double Side(Match box, int high, int low) =>
        Math.Abs(double.Parse(box.Groups[high].Value, CultureInfo.InvariantCulture) - double.Parse(box.Groups[low].Value, CultureInfo.InvariantCulture));

    private static EngineException Refused(string why) => new(EngineErrorCodes.NotConvertible, why);

    [GeneratedRegex(@"pdfaid:part(=['""]|>)2")]
    private static partial Regex Claim();

    [GeneratedRegex(@"^Page +(\d+) (\w+Box): +(-?[0-9.e+-]+) +(-?[0-9.e+-]+) +(-?[0-9.e+-]+) +(-?[0-9.e+-]+)", RegexOptions.Multiline)]
    private static partial Regex Box();

    // Name, type and encoding; then whether it is embedded, a subset, and has a map to Unicode; then its object.
    [GeneratedRegex(@"^(.{36}) .*? (yes|no) +(?:yes|no) +(?:yes|no) +\d+ +\d+\s*$", RegexOptions.Multiline)]
    private static partial Regex Font();
}
