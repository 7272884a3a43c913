using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Structure;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// Finds the invisible text layer of an earlier recognition and removes it from the content streams: with two layers every word would be
/// found twice.
/// </summary>
internal sealed class InvisibleTextRemover : IDisposable
{
    /// <summary>Maximum nesting of forms: deeper nesting does not come from a scanner.</summary>
    private const int MaxNesting = 5;

    private readonly FileStream _file;
    private readonly PdfDocument? _document;
    private readonly Dictionary<IndirectReference, byte[]> _changed = [];

    public InvisibleTextRemover(string path)
    {
        _file = File.OpenRead(path);
        try
        {
            _document = PdfDocument.Open(_file, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        }
        catch (Exception e) when (e is not EngineException)
        {
            // PdfPig throws arbitrary exceptions on malformed files. Such a file keeps its text layer, if it has one.
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

    /// <summary>
    /// References to the content streams of pages that have invisible text, and of their forms, with their content without it.
    /// </summary>
    /// <param name="pages">Page numbers, from 1.</param>
    public IReadOnlyDictionary<string, byte[]> Find(IEnumerable<int> pages)
    {
        foreach (int page in pages)
            TryFilterPage(page);
        return _changed.ToDictionary(stream => QpdfObjects.ReferenceOf(stream.Key), stream => stream.Value);
    }

    public void Dispose()
    {
        _document?.Dispose();
        _file.Dispose();
    }

    private void TryFilterPage(int number)
    {
        if (_document is null)
            return;
        try
        {
            Page page = _document.GetPage(number);
            if (page.Letters.Any(letter => letter.RenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip))
                FilterPage(page);
        }
        catch (Exception e) when (e is not EngineException)
        {
            Console.Error.WriteLine($"Page {number} keeps its layer: {e.GetType().Name}: {e.Message}");
        }
    }

    private void FilterPage(Page page)
    {
        var filter = new InvisibleTextFilter();
        if (page.Dictionary.TryGet(NameToken.Contents, out IToken? contents))
            foreach (IToken stream in DirectObject.Of<ArrayToken>(contents, Scanner) is { } several ? several.Data : [contents])
                FilterStream(stream, filter);
        FilterForms(page.Dictionary, 0);
    }

    /// <summary>Earlier text layers are often forms that the page draws.</summary>
    private void FilterForms(DictionaryToken owner, int depth)
    {
        if (depth == MaxNesting
            || Inherited(owner, "Resources") is not { } resources
            || DirectObject.Entry<DictionaryToken>(resources, "XObject", Scanner) is not { } objects)
            return;
        foreach (IToken reference in objects.Data.Values)
        {
            if (DirectObject.Of<StreamToken>(reference, Scanner) is not { } form
                || DirectObject.Entry<NameToken>(form.StreamDictionary, "Subtype", Scanner)?.Data != "Form")
                continue;
            FilterStream(reference, new InvisibleTextFilter());
            FilterForms(form.StreamDictionary, depth + 1);
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

    private void FilterStream(IToken token, InvisibleTextFilter filter)
    {
        if (token is not IndirectReferenceToken reference || DirectObject.Of<StreamToken>(token, Scanner) is not { } stream)
            return;
        ReadOnlySpan<byte> before = _changed.TryGetValue(reference.Data, out byte[]? known)
            ? known
            : stream.Decode(DefaultFilterProvider.Instance).Span;
        if (filter.Apply(before) is { } after)
            _changed[reference.Data] = after;
    }
}
