using System.Text.RegularExpressions;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Engine.Tesseract;

/// <summary>Walks Tesseract's words in reading order and builds blocks, paragraphs, lines and words of them.</summary>
/// <remarks>
/// Where a word begins a line or more, its text, and above all a whole line's, cost Tesseract a walk over the page each. So only what
/// cannot be told otherwise is asked.
/// </remarks>
internal sealed partial class LayoutReader
{
    private readonly ResultIteratorHandle _iterator;
    private readonly nint _pageIterator;

    /// <summary>Whether no word is expected that runs from right to left.</summary>
    private readonly bool _isLeftToRight;

    /// <summary>Whether the text of a line may be other than its words with a space between any two.</summary>
    private bool _asksForLines;

    private readonly List<OcrBlock> _blocks = [];
    private List<OcrParagraph> _paragraphs = [];
    private List<OcrLine> _lines = [];
    private List<OcrWord> _words = [];
    private BoundingBox _lineBox;
    private string? _lineText;

    private LayoutReader(ResultIteratorHandle iterator, bool asksForLines, bool isLeftToRight)
    {
        _iterator = iterator;
        (_asksForLines, _isLeftToRight) = (asksForLines, isLeftToRight);
        _pageIterator = TessResultIteratorGetPageIterator(iterator);
    }

    /// <param name="iterator">At the page's beginning; invalid for a page without text.</param>
    /// <param name="codes">The languages.</param>
    public static OcrResult Read(ResultIteratorHandle iterator, IReadOnlyList<string> codes)
    {
        if (iterator.IsInvalid)
            return OcrResult.Empty;
        bool asksForLines = InterwordSpacing.IsKept(codes) || RightToLeft.IsUsedBy(codes);
        var reader = new LayoutReader(iterator, asksForLines, isLeftToRight: !asksForLines && PageIterator.IsAvailable);
        if (!reader.TryReadAll())
        {
            TessPageIteratorBegin(reader._pageIterator);
            reader = new LayoutReader(iterator, asksForLines, isLeftToRight: false);
            reader.TryReadAll();
        }

        return new OcrResult(reader._blocks);
    }

    /// <returns>False where a word runs from right to left although none was expected: the lines have to be sorted.</returns>
    private bool TryReadAll()
    {
        // A word that is dropped may have been the first of its line, so a line start is kept until a word is taken.
        bool block = false, paragraph = false, line = false;
        BoundingBox? current = null;
        do
        {
            // Lines are told apart by their boxes; only a line's first word can be the first of more.
            BoundingBox? box = FindBoxOf(RIL_TEXTLINE);
            if (box is null || box != current)
            {
                (current, line) = (box, true);
                block |= IsAtBeginningOf(RIL_BLOCK);
                paragraph |= block || IsAtBeginningOf(RIL_PARA);
            }

            string text = Text(RIL_WORD);
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (line)
                EndLine();
            if (block)
                StartBlock();
            if (paragraph)
                _paragraphs.Add(new OcrParagraph(_lines = []));
            if (line)
                (_lineText, _lineBox) = (null, box ?? throw NoPosition());
            _asksForLines |= RightToLeft.OccursIn(text);
            if (_asksForLines && _isLeftToRight)
                return false;
            if (_asksForLines)
                _lineText ??= Spaces().Replace(Text(RIL_TEXTLINE).TrimEnd('\n'), " ").Trim();
            AddWord(text);
            block = paragraph = line = false;
        }
        while (_isLeftToRight ? PageIterator.Next(_pageIterator, RIL_WORD) : TessResultIteratorNext(_iterator, RIL_WORD));
        EndLine();
        return true;
    }

    private bool IsAtBeginningOf(int level) => _isLeftToRight
        ? PageIterator.IsAtBeginningOf(_pageIterator, level)
        : TessPageIteratorIsAtBeginningOf(_pageIterator, level);

    private void EndLine()
    {
        if (_words.Count > 0)
            _lines.Add(new OcrLine(_lineText ?? string.Join(' ', _words.Select(word => word.Text)), _lineBox, _words));
        _words = [];
    }

    private void StartBlock()
    {
        _paragraphs = [];
        _blocks.Add(new OcrBlock(BlockKinds.Name(TessPageIteratorBlockType(_pageIterator)), BoxOf(RIL_BLOCK), _paragraphs));
    }

    private void AddWord(string text)
    {
        float confidence = TessResultIteratorConfidence(_iterator, RIL_WORD) / 100;
        double clamped = float.IsNaN(confidence) ? 0 : Math.Round(Math.Clamp(confidence, 0, 1), 4);
        _words.Add(new OcrWord(text, BoxOf(RIL_WORD), clamped));
    }

    private string Text(int level)
    {
        using TextHandle text = TessResultIteratorGetUTF8Text(_iterator, level);
        return text.ToString();
    }

    private BoundingBox BoxOf(int level) => FindBoxOf(level) ?? throw NoPosition();

    /// <returns>Null at a place without text, such as a picture.</returns>
    private BoundingBox? FindBoxOf(int level) =>
        TessPageIteratorBoundingBox(_pageIterator, level, out int left, out int top, out int right, out int bottom)
            ? new BoundingBox(left, top, right, bottom)
            : null;

    private static EngineException NoPosition() =>
        new(EngineErrorCodes.EngineFailed, "Tesseract returned text without a position.");

    /// <summary>Where Tesseract keeps the page's spaces, it prints a wide one as several.</summary>
    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
