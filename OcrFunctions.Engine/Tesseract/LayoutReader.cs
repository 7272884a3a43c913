using System.Text.RegularExpressions;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Engine.Tesseract;

/// <summary>Walks Tesseract's words in reading order and builds blocks, paragraphs, lines and words of them.</summary>
internal sealed partial class LayoutReader
{
    private readonly ResultIteratorHandle _iterator;
    private readonly nint _pageIterator;

    private readonly List<OcrBlock> _blocks = [];
    private List<OcrParagraph> _paragraphs = [];
    private List<OcrLine> _lines = [];
    private List<OcrWord> _words = [];

    private LayoutReader(ResultIteratorHandle iterator)
    {
        _iterator = iterator;
        _pageIterator = TessResultIteratorGetPageIterator(iterator);
    }

    /// <param name="iterator">At the page's beginning; invalid for a page without text.</param>
    public static OcrResult Read(ResultIteratorHandle iterator)
    {
        if (iterator.IsInvalid)
            return OcrResult.Empty;
        var reader = new LayoutReader(iterator);
        reader.ReadAll();
        return new OcrResult(reader._blocks);
    }

    private void ReadAll()
    {
        // A word that is dropped may have been the first of its line, so a line start is kept until a word is taken.
        bool block = false, paragraph = false, line = false;
        do
        {
            // Each question walks the line from its beginning: only a line's first word can be the first of more.
            if (TessPageIteratorIsAtBeginningOf(_pageIterator, RIL_TEXTLINE))
            {
                line = true;
                block |= TessPageIteratorIsAtBeginningOf(_pageIterator, RIL_BLOCK);
                paragraph |= block || TessPageIteratorIsAtBeginningOf(_pageIterator, RIL_PARA);
            }

            string text = Text(RIL_WORD);
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (block)
                StartBlock();
            if (paragraph)
                _paragraphs.Add(new OcrParagraph(_lines = []));
            if (line)
                _lines.Add(new OcrLine(Spaces().Replace(Text(RIL_TEXTLINE).TrimEnd('\n'), " ").Trim(), BoxOf(RIL_TEXTLINE), _words = []));
            AddWord(text);
            block = paragraph = line = false;
        }
        while (TessResultIteratorNext(_iterator, RIL_WORD));
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

    private BoundingBox BoxOf(int level) =>
        TessPageIteratorBoundingBox(_pageIterator, level, out int left, out int top, out int right, out int bottom)
            ? new BoundingBox(left, top, right, bottom)
            : throw new EngineException(EngineErrorCodes.EngineFailed, "Tesseract returned text without a position.");

    /// <summary>Where Tesseract keeps the page's spaces, it prints a wide one as several.</summary>
    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
