using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Structure;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.PdfA;

/// <summary>A copy of a PDF in which the ToUnicode maps of all fonts have single entries; see <see cref="ToUnicodeRanges"/>.</summary>
internal static partial class ToUnicodeExpander
{
    /// <summary>More fonts than this do not occur in real documents.</summary>
    private const int MaxMaps = 20_000;

    /// <param name="pdf">The PDF, readable without a password.</param>
    /// <returns>Null where no map has ranges, or the PDF cannot be parsed.</returns>
    public static PrivateCopy? Of(string pdf)
    {
        HashSet<IndirectReference> maps = FindMaps(pdf);
        Dictionary<IndirectReference, byte[]> expanded = maps.Count is 0 or > MaxMaps ? [] : Expand(pdf, maps);
        if (expanded.Count == 0)
            return null;
        var copy = new PrivateCopy();
        try
        {
            string json = Path.ChangeExtension(copy.Path, "json");
            var update = new QpdfUpdate(QpdfObjects.Open(pdf));
            update.ReplaceStreams(expanded.ToDictionary(map => QpdfObjects.ReferenceOf(map.Key), map => map.Value));
            update.Write(json);
            using ToolProcess qpdf =
                PdfTools.Start("qpdf", "--no-warn", "--warning-exit-0", pdf, $"--update-from-json={json}", copy.Path);
            return qpdf.ExitCode() == 0 ? copy : throw qpdf.Failure("The maps of its fonts cannot be spelled out.");
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Locations of the maps: PdfPig gives objects by their number, and qpdf knows the numbers.</summary>
    private static HashSet<IndirectReference> FindMaps(string pdf)
    {
        using ToolProcess qpdf = PdfTools.Start("qpdf", "--no-warn", "--warning-exit-0", "--json=2", "--json-key=qpdf", pdf);
        using var json = new StreamReader(qpdf.Output, Encoding.UTF8);
        var maps = new HashSet<IndirectReference>();
        while (json.ReadLine() is { } line)
            if (Map().Match(line) is { Success: true } map)
                maps.Add(new IndirectReference(
                    long.Parse(map.Groups[1].Value, CultureInfo.InvariantCulture),
                    int.Parse(map.Groups[2].Value, CultureInfo.InvariantCulture)));
        return maps;
    }

    private static Dictionary<IndirectReference, byte[]> Expand(string pdf, IEnumerable<IndirectReference> maps)
    {
        var expanded = new Dictionary<IndirectReference, byte[]>();
        try
        {
            using PdfDocument document = PdfDocument.Open(pdf, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            foreach (IndirectReference map in maps)
                if (DirectObject.Of<StreamToken>(new IndirectReferenceToken(map), document.Structure.TokenScanner) is { } stream
                    && ToUnicodeRanges.Expand(Encoding.Latin1.GetString(stream.Decode(DefaultFilterProvider.Instance).Span)) is { } text)
                    expanded[map] = Encoding.Latin1.GetBytes(text);
        }
        catch (Exception e) when (e is not EngineException)
        {
            // PdfPig throws arbitrary exceptions on malformed files; what was found before that is still correct.
            Console.Error.WriteLine($"Not all maps of the PDF's fonts can be read: {e.GetType().Name}: {e.Message}");
        }

        return expanded;
    }

    [GeneratedRegex(@"""/ToUnicode"": ""(\d{1,9}) (\d{1,5}) R""")]
    private static partial Regex Map();
}
