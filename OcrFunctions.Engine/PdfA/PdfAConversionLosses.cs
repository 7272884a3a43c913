using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.PdfA;

/// <summary>Determines what a PDF loses in its conversion to PDF/A.</summary>
internal static class PdfAConversionLosses
{
    /// <summary>
    /// Fraction of the letters above which their loss is reported: one or two may be a matter of spelling, such as that of a ligature.
    /// </summary>
    private const double MaxTextLoss = 0.01;

    /// <param name="path">The PDF, readable without a password.</param>
    /// <param name="original">The original PDF; another file where it had to be decrypted.</param>
    /// <param name="archival">Its PDF/A.</param>
    /// <returns>Null where everything in it is allowed.</returns>
    public static EngineWarning? Of(string path, string original, string archival)
    {
        List<string> lost = [.. Find(path)];
        if (path != original)
            lost.Add("its encryption");
        if (new ExtractedCharacters(path).LostIn(new ExtractedCharacters(archival)) > MaxTextLoss)
            lost.Add("some of the text that could be found");
        return lost.Count == 0
            ? null
            : new EngineWarning(
                EngineWarningCodes.PdfALeavesOut,
                $"PDF/A does not allow everything that the PDF has: its PDF/A is without {string.Join(", ", lost)}.");
    }

    private static IEnumerable<string> Find(string path)
    {
        PdfDocument document;
        try
        {
            document = PdfDocument.Open(path, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        }
        catch (Exception e) when (e is not EngineException)
        {
            // PdfPig throws arbitrary exceptions on malformed files. Ghostscript may still be able to read the file.
            Console.Error.WriteLine($"The PDF's structure cannot be read: {e.GetType().Name}: {e.Message}");
            yield break;
        }

        using (document)
        {
            var scanner = document.Structure.TokenScanner;
            DictionaryToken catalog = document.Structure.Catalog.CatalogDictionary;
            var names = DirectObject.Entry<DictionaryToken>(catalog, "Names", scanner);
            if (DirectObject.Entry<DictionaryToken>(names, "EmbeddedFiles", scanner) is not null)
                yield return "attached files";
            // Opening at a page is allowed, so an action that only does this is not a loss.
            var opening = DirectObject.Entry<DictionaryToken>(catalog, "OpenAction", scanner);
            if (DirectObject.Entry<DictionaryToken>(names, "JavaScript", scanner) is not null
                || DirectObject.Entry<NameToken>(opening, "S", scanner) is { Data: not "GoTo" })
                yield return "scripts and actions";
            if (DirectObject.Entry<DictionaryToken>(catalog, "AcroForm", scanner) is { } form)
            {
                yield return "form fields that can be filled in";
                const int signaturesExist = 1;
                if (DirectObject.Entry<NumericToken>(form, "SigFlags", scanner) is { } flags && (flags.Int & signaturesExist) != 0)
                    yield return "a signature that holds";
            }

            if (document.IsEncrypted)
                yield return "its encryption";
        }
    }
}
