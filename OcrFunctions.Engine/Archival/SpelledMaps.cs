using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Structure;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.Archival;

/// <summary>A copy of a PDF in which the maps of all fonts are spelled out; see <see cref="UnicodeRanges"/>.</summary>
internal static partial class SpelledMaps
{
    /// <summary>More fonts are no document's.</summary>
    private const int MostMaps = 20_000;

    /// <param name="pdf">The PDF, readable without a password.</param>
    /// <returns>Null where no map has ranges, or the PDF cannot be looked into.</returns>
    public static PrivateCopy? Of(string pdf)
    {
        HashSet<IndirectReference> maps = Maps(pdf);
        Dictionary<IndirectReference, byte[]> spelled = maps.Count is 0 or > MostMaps ? [] : Spell(pdf, maps);
        if (spelled.Count == 0)
            return null;
        var copy = new PrivateCopy();
        try
        {
            string update = Path.ChangeExtension(copy.Path, "json");
            StreamUpdate.Write(pdf, spelled, update);
            using ToolProcess qpdf = PdfTools.Start("qpdf", "--no-warn", "--warning-exit-0", pdf, $"--update-from-json={update}", copy.Path);
            return qpdf.ExitCode() == 0 ? copy : throw qpdf.Failure("The maps of its fonts cannot be spelled out.");
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Where the maps lie: PdfPig gives objects by their number, and qpdf knows the numbers.</summary>
    private static HashSet<IndirectReference> Maps(string pdf)
    {
        using ToolProcess qpdf = PdfTools.Start("qpdf", "--no-warn", "--warning-exit-0", "--json=2", "--json-key=qpdf", pdf);
        using var json = new StreamReader(qpdf.Output, Encoding.UTF8);
        var maps = new HashSet<IndirectReference>();
        while (json.ReadLine() is { } line)
            if (Map().Match(line) is { Success: true } map)
                maps.Add(new IndirectReference(long.Parse(map.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(map.Groups[2].Value, CultureInfo.InvariantCulture)));
        return maps;
    }

    private static Dictionary<IndirectReference, byte[]> Spell(string pdf, IEnumerable<IndirectReference> maps)
    {
        var spelled = new Dictionary<IndirectReference, byte[]>();
        try
        {
            using PdfDocument document = PdfDocument.Open(pdf, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            foreach (IndirectReference map in maps)
                if (DirectObject.Of<StreamToken>(new IndirectReferenceToken(map), document.Structure.TokenScanner) is { } stream
                    && UnicodeRanges.Spell(Encoding.Latin1.GetString(stream.Decode(DefaultFilterProvider.Instance).Span)) is { } text)
                    spelled[map] = Encoding.Latin1.GetBytes(text);
        }
        catch (Exception e) when (e is not EngineException)
        {
            // PdfPig throws whatever its code met; what is found before that is right all the same.
            Console.Error.WriteLine($"Not all maps of the PDF's fonts can be read: {e.GetType().Name}: {e.Message}");
        }

        return spelled;
    }

    [GeneratedRegex(@"""/ToUnicode"": ""(\d{1,9}) (\d{1,5}) R""")]
    private static partial Regex Map();
}
