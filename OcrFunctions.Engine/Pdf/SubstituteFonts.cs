using System.Text;
using OcrFunctions.Engine.Errors;

namespace OcrFunctions.Engine.Pdf;

/// <summary>
/// The fonts that poppler shows text in where a PDF does not embed its own. Without them it leaves such text out, with exit code 0: the
/// page looks as if it had none.
/// </summary>
internal sealed class SubstituteFonts
{
    /// <summary>A page with a letter in one of the fonts that every viewer has.</summary>
    private const string Probe = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
        4 0 obj<</Length 30>>stream
        BT /F 24 Tf 20 20 Td (A) Tj ET
        endstream endobj
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
        trailer<</Root 1 0 R>>
        """;

    private const int OutputKept = 1_000;

    private bool _areThere;

    /// <returns>
    /// What an operator should do, a sentence; null if they are there, or poppler is not: what needs it says so. Asked again while they are
    /// missing, as they may be installed at any time.
    /// </returns>
    public string? Missing()
    {
        if (_areThere)
            return null;
        try
        {
            string messages = Messages();
            _areThere = !LostContent.IsMissingFont(messages);
            return _areThere ? null : LostContent.HowToInstallFonts;
        }
        catch (EngineException)
        {
            return null;
        }
    }

    private static string Messages()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Probe, Encoding.ASCII);
            using ToolProcess tool = PdfTools.Start("pdftoppm", "-r", "36", "-gray", file);
            tool.ReadText(OutputKept);
            return tool.Messages();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
