using System.Text.RegularExpressions;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf;

/// <summary>
/// Tells from the messages of poppler's programs whether something of a page is lost: they end with 0 all the same. Messages about
/// harmless faults are left out, such as one about a state that is restored once too often at the end.
/// </summary>
internal static partial class LostContent
{
    /// <summary>The warning, where messages tell of lost content.</summary>
    public static PageWarning? WarningOf(string messages) => Loss().Match(messages) is { Success: true } loss
        ? Warning(IsMissingFont(loss.Value) ? HowToInstallFonts : $"The PDF is damaged here ({loss.Value}).")
        : null;

    /// <summary>Whether messages tell of a font that the PDF does not embed and this machine does not have.</summary>
    public static bool IsMissingFont(string messages) => messages.Contains(MissingFont, StringComparison.Ordinal);

    /// <summary>A page whose content ends before anything is drawn.</summary>
    public static PageWarning CutContent => Warning("The page's content is cut off.");

    /// <summary>A page whose image ends early.</summary>
    public static PageWarning CutImage => Warning("An image of the page is cut off.");

    /// <summary>What to do about text in such a font, which poppler leaves out.</summary>
    public const string HowToInstallFonts =
        "This machine has no font for text that a PDF does not embed one for: `apt-get install fonts-urw-base35 poppler-data` on "
            + "Debian and Ubuntu.";

    private const string MissingFont = "Couldn't find a font for";

    private static PageWarning Warning(string what) =>
        new(PageWarningCodes.ContentLost, $"{what} Something of the page may be lost; what could be shown of it was read.");

    // Poppler 22.12 and libjpeg: Stream.cc, JBIG2Stream.cc, JPEG2000Stream.cc, Lexer.cc, Parser.cc, Gfx.cc, XRef.cc and the fonts.
    [GeneratedRegex(
        @"[^;:]*in flate stream|Bad [^;:]* in CCITTFax stream|Bad LZW stream[^;:]*|[^;:]*JBIG2[^;:]*|[^;:]*JPX[^;:]*|Unterminated string"
        + @"|Leftover args in content stream|End of file inside (?:array|dictionary)|Weird page contents|XObject '[^']*' is unknown"
        + @"|Bad image parameters|xref num \d+ not found but needed|Couldn't create a font for '[^']*'|Couldn't find a font for '[^']*'"
        + @"|Embedded font file may be invalid|Unknown font tag '[^']*'"
        + @"|Corrupt JPEG data: (?!\d+ extraneous)[^;]*|Premature end of JPEG file"
        + @"|Too few \(\d+\) args to '[^']*' operator|Unknown operator '[^';]*<[0-9a-f]{2}>[^';]*'|Kid object [^;]* is wrong type",
        RegexOptions.CultureInvariant)]
    private static partial Regex Loss();
}
