namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Text layers of a document's pages. <c>pdftotext</c> takes longer to open a large document than to read many of its pages, so it reads a
/// few more than were asked for. Where it reports anything about them, fails, or takes long, each page is read by itself: what is said of
/// one page is not another's, and a page that it cannot read is no other's error.
/// </summary>
internal sealed class TextLayers
{
    /// <summary>Pages read at once.</summary>
    private const int PagesAtOnce = 8;

    /// <summary>Pages kept that were not asked for yet: another engine may have read them.</summary>
    private const int MaxKept = 64;

    /// <summary>A page of dense print takes a tenth of this.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(2);

    private readonly Dictionary<int, string> _kept = [];
    private readonly Queue<int> _order = new();
    private FileVersion _file;
    private bool _isSinglePages;

    /// <summary>Number of times that the program was started.</summary>
    public int Starts { get; private set; }

    /// <param name="path">Path of the PDF.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pages">Number of pages of the document.</param>
    /// <param name="unit">Points in a unit of the page.</param>
    /// <returns>The text, and what poppler said of the page's content.</returns>
    public (NativeText Text, string Messages) Read(string path, int page, int pages, double unit)
    {
        var file = FileVersion.Of(path);
        bool wasAskedBefore = _file == file;
        if (!wasAskedBefore)
            Forget(file);
        // Of a document of which one page is wanted, the others would be read in vain.
        if (wasAskedBefore && !_isSinglePages && !_kept.ContainsKey(page))
            ReadAhead(path, page, Math.Min(pages, page + PagesAtOnce - 1));
        if (_kept.Remove(page, out string? text))
            return (TextLayerReader.Parse(text, unit), "");
        Starts++;
        return TextLayerReader.Read(path, page, unit);
    }

    private void ReadAhead(string path, int first, int last)
    {
        Starts++;
        if (TextLayerReader.ReadPages(path, first, last, MaxDuration) is not { } texts)
        {
            _isSinglePages = true;
            return;
        }

        for (int i = 0; i < texts.Count; i++)
        {
            if (_kept.TryAdd(first + i, texts[i]))
                _order.Enqueue(first + i);
        }

        while (_order.Count > MaxKept)
            _kept.Remove(_order.Dequeue());
    }

    private void Forget(FileVersion next)
    {
        (_file, _isSinglePages) = (next, false);
        _kept.Clear();
        _order.Clear();
    }
}
