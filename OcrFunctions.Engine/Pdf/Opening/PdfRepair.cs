namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>Saves pages of a PDF in which poppler finds none.</summary>
internal static class PdfRepair
{
    /// <returns>A copy with pages and their number; null where there are none.</returns>
    public static (PrivateCopy Copy, int Pages)? Mend(string path)
    {
        var copy = new PrivateCopy();
        try
        {
            if (Rebuild(path, copy) is > 0 and var pages)
                return (copy, pages);
            // A file that was cut off has lost its table of contents, which stands at the end, but not its first pages.
            using var grafted = new PrivateCopy();
            if (PageTreeGraft.Apply(path, grafted.Path) && Rebuild(grafted.Path, copy) is > 0 and var found)
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

    /// <summary>qpdf looks through the whole file for objects and writes what it finds anew.</summary>
    private static int Rebuild(string path, PrivateCopy copy)
    {
        using (ToolProcess qpdf = PdfTools.Start("qpdf", path, copy.Path))
            _ = qpdf.ExitCode();
        return File.Exists(copy.Path) ? PdfInformation.Look(copy.Path).Pages : 0;
    }
}
