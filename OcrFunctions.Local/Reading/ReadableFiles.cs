namespace OcrFunctions.Local.Reading;

/// <summary>Which files of a folder are documents. A file that is named itself is read whatever it is called.</summary>
internal static class ReadableFiles
{
    /// <summary>End of the names of searchable PDFs that are saved beside their sources.</summary>
    public const string SearchablePdf = ".ocr.pdf";

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".webp", ".pnm", ".pbm", ".pgm", ".ppm",
        ".jp2", ".j2k", ".jpf", ".jpx", ".jpc", ".heic", ".heif",
    };

    /// <summary>Links to folders may lead in circles; a folder that may not be looked into is left out.</summary>
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>Whether a name is one of a document, and none of ours or of an editor, browser or scanner that is still writing.</summary>
    public static bool IsDocument(string name) =>
        Extensions.Contains(Path.GetExtension(name)) && !name.EndsWith(SearchablePdf, StringComparison.OrdinalIgnoreCase) && !IsHidden(name);

    /// <summary>Documents in a folder and the folders below it, by their paths below it, in the order of their names.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="except">A folder to leave out, as a full path.</param>
    /// <exception cref="IOException">The folder is gone.</exception>
    public static IEnumerable<Item> In(string folder, string? except = null) => In(new DirectoryInfo(folder), "", except);

    private static IEnumerable<Item> In(DirectoryInfo folder, string prefix, string? except)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos("*", Everything).OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry is DirectoryInfo below)
            {
                if (below.LinkTarget is not null || IsHidden(below.Name) || below.FullName == except)
                    continue;
                foreach (Item item in In(below, $"{prefix}{below.Name}/", except))
                    yield return item;
            }
            else if (IsDocument(entry.Name))
            {
                yield return new Item(entry.FullName, prefix + entry.Name);
            }
        }
    }

    private static bool IsHidden(string name) => name[0] is '.' or '~' or '#' or '@' or '$' || name[^1] is '~' or '#';
}
