namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>Recovers the pages of a PDF in which poppler finds none.</summary>
internal static class PdfRepair
{
    /// <returns>A copy with pages and their number; null where there are none.</returns>
    public static (PrivateCopy Copy, int Pages)? Apply(string path)
    {
        var copy = new PrivateCopy();
        try
        {
            if (Rewrite(path, copy) is > 0 and var pages)
                return (copy, pages);
            // A truncated file has lost its cross-reference table, which stands at the end, but not its first pages.
            using var rebuilt = new PrivateCopy();
            if (PageTreeRebuilder.Apply(path, rebuilt.Path) && Rewrite(rebuilt.Path, copy) is > 0 and var found)
                return (copy, found);
            copy.Dispose();
            return null;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>qpdf scans the whole file for objects and rewrites what it finds.</summary>
    private static int Rewrite(string path, PrivateCopy copy)
    {
        using (ToolProcess qpdf = PdfTools.Start("qpdf", path, copy.Path))
            _ = qpdf.ExitCode();
        return File.Exists(copy.Path) ? PdfInformation.Read(copy.Path).Pages : 0;
    }
}
