using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Structure;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.Searchable;

/// <summary>
/// Finds the invisible text that an earlier recognition laid over pages, and takes it out of their drawing: two layers would have every word
/// found twice. The change is an update that qpdf applies; nothing else of the file is read or written.
/// </summary>
internal sealed class HiddenText : IDisposable
{
    /// <summary>Forms that are drawn by forms that are drawn by forms: deeper is no scanner's work.</summary>
    private const int MostNested = 5;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly PdfDocument? _document;
    private readonly Dictionary<IndirectReference, byte[]> _changed = [];

    public HiddenText(string path)
    {
        _path = path;
        _file = File.OpenRead(path);
        try
        {
            _document = PdfDocument.Open(_file, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        }
        catch (Exception e) when (e is not EngineException)
        {
            // PdfPig throws whatever its code met. Such a file keeps its layer, if it has one.
            Console.Error.WriteLine($"The PDF's structure cannot be read: {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Whether the PDF carries a signature.</summary>
    public bool IsSigned
    {
        get
        {
            const int signaturesExist = 1;
            return _document is not null
                && DirectObject.Entry<DictionaryToken>(_document.Structure.Catalog.CatalogDictionary, "AcroForm", Scanner) is { } form
                && DirectObject.Entry<NumericToken>(form, "SigFlags", Scanner) is { } flags
                && (flags.Int & signaturesExist) != 0;
        }
    }

    private IPdfTokenScanner Scanner => _document!.Structure.TokenScanner;

    /// <summary>Writes the update that takes hidden text away from pages.</summary>
    /// <param name="pages">Page numbers, from 1.</param>
    /// <param name="target">File for it.</param>
    /// <returns>The file; null where no page has hidden text.</returns>
    public string? WriteUpdate(IEnumerable<int> pages, string target)
    {
        if (_document is null)
            return null;
        foreach (int page in pages)
            LookSafely(page);
        if (_changed.Count == 0)
            return null;
        StreamUpdate.Write(_path, _changed, target);
        return target;
    }

    public void Dispose()
    {
        _document?.Dispose();
        _file.Dispose();
    }

    private void LookSafely(int number)
    {
        try
        {
            Page page = _document!.GetPage(number);
            if (page.Letters.Any(letter => letter.RenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip))
                Look(page);
        }
        catch (Exception e) when (e is not EngineException)
        {
            Console.Error.WriteLine($"Page {number} keeps its layer: {e.GetType().Name}: {e.Message}");
        }
    }

    private void Look(Page page)
    {
        var filter = new HiddenTextFilter();
        if (page.Dictionary.TryGet(NameToken.Contents, out IToken? contents))
            foreach (IToken stream in DirectObject.Of<ArrayToken>(contents, Scanner) is { } several ? several.Data : [contents])
                Change(stream, filter);
        LookAtForms(page.Dictionary, 0);
    }

    /// <summary>Earlier layers often are forms that the page draws.</summary>
    private void LookAtForms(DictionaryToken owner, int depth)
    {
        if (depth == MostNested || Inherited(owner, "Resources") is not { } resources || DirectObject.Entry<DictionaryToken>(resources, "XObject", Scanner) is not { } objects)
            return;
        foreach (IToken reference in objects.Data.Values)
        {
            if (DirectObject.Of<StreamToken>(reference, Scanner) is not { } form || DirectObject.Entry<NameToken>(form.StreamDictionary, "Subtype", Scanner)?.Data != "Form")
                continue;
            Change(reference, new HiddenTextFilter());
            LookAtForms(form.StreamDictionary, depth + 1);
        }
    }

    private DictionaryToken? Inherited(DictionaryToken? owner, string name)
    {
        for (int i = 0; i < 50 && owner is not null; i++)
        {
            if (DirectObject.Entry<DictionaryToken>(owner, name, Scanner) is { } found)
                return found;
            owner = DirectObject.Entry<DictionaryToken>(owner, "Parent", Scanner);
        }

        return null;
    }

    private void Change(IToken token, HiddenTextFilter filter)
    {
        if (token is not IndirectReferenceToken reference || DirectObject.Of<StreamToken>(token, Scanner) is not { } stream)
            return;
        ReadOnlySpan<byte> before = _changed.TryGetValue(reference.Data, out byte[]? known) ? known : stream.Decode(DefaultFilterProvider.Instance).Span;
        if (filter.Apply(before) is { } after)
            _changed[reference.Data] = after;
    }
}
