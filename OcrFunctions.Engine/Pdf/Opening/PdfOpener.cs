using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>
/// Makes sure that a PDF can be read: an encrypted one is decrypted, one in which no page is found is repaired, each into a
/// copy in the engine's private temporary folder. The last opened document is kept, since its next page usually follows soon.
/// </summary>
internal sealed class PdfOpener : IDisposable
{
    private readonly PageCounts _counted = new();
    private Key? _key;
    private OpenedPdf? _opened;
    private PrivateCopy? _copy;

    /// <param name="path">Path of the PDF.</param>
    /// <param name="password">Null where none was given.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.EncryptedPdf"/> or <see cref="EngineErrorCodes.DamagedFile"/>.
    /// </exception>
    /// <param name="page">A page that is wanted, from 1: a page tree that hides it is corrected.</param>
    public OpenedPdf Open(string path, string? password, int page = 1)
    {
        OpenedPdf opened = Open(path, password);
        return page > opened.Pages ? WithAllPages(opened) : opened;
    }

    /// <summary>The document with the pages that its page tree does not count, and a warning about them.</summary>
    public OpenedPdf OpenWhole(string path, string? password)
    {
        OpenedPdf opened = Open(path, password);
        return QpdfObjects.CountPages(opened.Path) > opened.Pages ? WithAllPages(opened) : opened;
    }

    private OpenedPdf Open(string path, string? password)
    {
        var file = new FileInfo(path);
        var key = new Key(path, file.Length, file.LastWriteTimeUtc, password);
        if (_opened is not null && _key == key)
            return _opened;
        Dispose();
        OpenedPdf opened = Inspect(path, password);
        (_opened, _key) = (opened, key);
        return opened;
    }

    public void Dispose()
    {
        _counted.Dispose();
        _copy?.Dispose();
        (_opened, _key, _copy) = (null, null, null);
    }

    private OpenedPdf WithAllPages(OpenedPdf opened)
    {
        if (_counted.Of(opened.Path) is not { } path || PdfInformation.Read(path).Pages is var pages && pages <= opened.Pages)
            return opened;
        return opened with
        {
            Path = path,
            Pages = pages,
            Warnings = [.. opened.Warnings, Warning($"The PDF says that it has {opened.Pages} pages; {pages} were found in it.")],
        };
    }

    private OpenedPdf Inspect(string path, string? password)
    {
        (int pages, string messages) = PdfInformation.Read(path);
        if (pages > 0)
            return ReportsDamage(messages)
                ? new OpenedPdf(path, pages, [Warning("The PDF is damaged; pages or parts of them may be missing.")], IsRepaired: true)
                : new OpenedPdf(path, pages, []);
        return ToolProcess.IsPasswordRefused(messages) ? Decrypt(path, password) : Repair(path, messages);
    }

    private OpenedPdf Decrypt(string path, string? password)
    {
        if (password is null)
            throw new EngineException(EngineErrorCodes.EncryptedPdf,
                "The PDF is encrypted: a password is required. Send it again with its password, or save it without one.");
        _copy = new PrivateCopy();
        using (ToolProcess qpdf = PdfTools.StartWith(password + "\n", "qpdf", "--password-file=-", "--decrypt", path, _copy.Path))
            if (ToolProcess.IsPasswordRefused(qpdf.Messages()))
                throw new EngineException(EngineErrorCodes.EncryptedPdf, "The password is wrong. Send it again with the right one.");
        (int pages, string messages) = PdfInformation.Read(_copy.Path);
        return pages > 0
            ? new OpenedPdf(_copy.Path, pages, [], IsDecrypted: true)
            : throw new EngineException(EngineErrorCodes.DamagedFile,
                $"The PDF cannot be opened, although its password is right. ({messages})");
    }

    private OpenedPdf Repair(string path, string messages)
    {
        if (PdfRepair.Apply(path) is not { } repaired)
            throw new EngineException(EngineErrorCodes.DamagedFile,
                $"The PDF cannot be opened, and no page could be recovered. ({messages})");
        (_copy, int pages) = repaired;
        string what = pages == 1 ? "1 page was" : $"{pages} pages were";
        return new OpenedPdf(_copy.Path, pages, [Warning($"The PDF is damaged; {what} found in it, and others may be lost.")],
            IsRepaired: true);
    }

    /// <summary>Whether poppler had to search for the document's parts.</summary>
    private static bool ReportsDamage(string messages) =>
        messages.Contains("reconstruct", StringComparison.Ordinal) || messages.Contains("xref", StringComparison.OrdinalIgnoreCase)
            || messages.Contains("trailer", StringComparison.Ordinal);

    private static EngineWarning Warning(string sentence) => new(EngineWarningCodes.DamagedFile, sentence);

    private sealed record Key(string Path, long Length, DateTime Written, string? Password);
}
