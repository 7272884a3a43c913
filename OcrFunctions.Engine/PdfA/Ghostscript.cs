using System.Text;
using OcrFunctions.Engine.Assets;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.PdfA;

/// <summary>Converts a PDF to PDF/A-2b with Ghostscript. Images keep their pixels, and JPEGs their bytes.</summary>
internal static class Ghostscript
{
    private static readonly string[] Options =
    [
        "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pdfwrite",
        // What PDF/A does not allow is left out; without that, the result would silently be an ordinary PDF.
        "-dPDFA=2", "-dPDFACompatibilityPolicy=1",
        // Colors become device-independent, whatever space they were in. A conversion to RGB would decode photos and store them without
        // compression.
        "-sColorConversionStrategy=UseDeviceIndependentColor",
        "-dAutoRotatePages=/None",
        "-dDownsampleColorImages=false", "-dDownsampleGrayImages=false", "-dDownsampleMonoImages=false",
        "-dAutoFilterColorImages=false", "-dAutoFilterGrayImages=false", "-dColorImageFilter=/FlateEncode",
        "-dGrayImageFilter=/FlateEncode",
    ];

    public static void Convert(string source, string target)
    {
        using ExitCleanupItem<string> folder = ExitCleanup.Acquire(
            () => Directory.CreateTempSubdirectory("ocrfunctions-archive-").FullName, path => Directory.Delete(path, recursive: true));
        string profile = Path.Combine(folder.Value, "srgb.icc"), intent = Path.Combine(folder.Value, "intent.ps");
        File.WriteAllBytes(profile, EmbeddedAsset.SrgbProfile);
        File.WriteAllText(intent, Intent(profile), Encoding.ASCII);
        using ToolProcess gs =
            PdfTools.Start(PdfTools.Ghostscript,
                [.. Options, $"--permit-file-read={profile}", $"-sOutputFile={target.Replace("%", "%%", StringComparison.Ordinal)}", intent,
                    source]);
        gs.ReadText(kept: 0);
        if (gs.ExitCode() != 0)
            throw new EngineException(EngineErrorCodes.NotConvertible, $"Ghostscript cannot convert the PDF. ({gs.Messages()})");
    }

    /// <summary>
    /// PostScript that gives the document its output intent. The path is written as a hexadecimal string, which needs no escapes.
    /// </summary>
    private static string Intent(string profile) => $"""
        %!
        [/_objdef {"{Profile}"} /type /stream /OBJ pdfmark
        [{"{Profile}"} << /N 3 >> /PUT pdfmark
        [{"{Profile}"} <{System.Convert.ToHexString(Encoding.UTF8.GetBytes(profile))}> (r) file /PUT pdfmark
        [/_objdef {"{Intent}"} /type /dict /OBJ pdfmark
        [{"{Intent}"} << /Type /OutputIntent /S /GTS_PDFA1 /DestOutputProfile {"{Profile}"}
        /OutputConditionIdentifier (sRGB) /Info (sRGB) >> /PUT pdfmark
        [{"{Catalog}"} << /OutputIntents [{"{Intent}"}] >> /PUT pdfmark

        """;
}
