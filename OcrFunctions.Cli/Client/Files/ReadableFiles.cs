using OcrFunctions.Pipeline.Exports;

namespace OcrFunctions.Cli.Client.Files;

/// <summary>Which files of a folder are documents. A file that is given explicitly is read whatever its name.</summary>
internal static class ReadableFiles
{
    /// <summary>Suffix of searchable PDFs that are saved beside their sources.</summary>
    public static string SearchablePdf => ExportFormats.Pdf.Suffix;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".webp", ".pnm", ".pbm", ".pgm", ".ppm",
        ".jp2", ".j2k", ".jpf", ".jpx", ".jpc", ".heic", ".heif",
    };

    /// <summary>Links to folders may be circular; inaccessible folders are skipped.</summary>
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>
    /// Whether a name is that of a document, and not of our own files or of an editor, browser or scanner that is still writing.
    /// </summary>
    public static bool IsDocument(string name) =>
        Extensions.Contains(Path.GetExtension(name)) && !name.EndsWith(SearchablePdf, StringComparison.OrdinalIgnoreCase)
            && !IsHidden(name);

    /// <summary>Documents in a folder and its subfolders, by their relative paths, ordered by name.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="except">A folder to skip, as a full path.</param>
    /// <exception cref="IOException">The folder does not exist.</exception>
    public static IEnumerable<InputFile> In(string folder, string? except = null) => In(new DirectoryInfo(folder), "", except);

    private static IEnumerable<InputFile> In(DirectoryInfo folder, string prefix, string? except)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos("*", Everything).OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry is DirectoryInfo below)
            {
                if (below.LinkTarget is not null || IsHidden(below.Name) || below.FullName == except)
                    continue;
                foreach (InputFile file in In(below, $"{prefix}{below.Name}/", except))
                    yield return file;
            }
            else if (IsDocument(entry.Name))
            {
                yield return new InputFile(entry.FullName, prefix + entry.Name);
            }
        }
    }

    private static bool IsHidden(string name) => name[0] is '.' or '~' or '#' or '@' or '$' || name[^1] is '~' or '#';
}
