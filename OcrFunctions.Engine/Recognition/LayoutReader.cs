using System.Text.RegularExpressions;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Walks Tesseract's words in reading order and builds blocks, paragraphs, lines and words of them.</summary>
internal sealed partial class LayoutReader
{
    private readonly ResultIteratorHandle _words;
    private readonly nint _place;

    private readonly List<ReadBlock> _blocks = [];
    private List<ReadParagraph> _paragraphs = [];
    private List<ReadLine> _lines = [];
    private List<ReadWord> _line = [];

    private LayoutReader(ResultIteratorHandle words)
    {
        _words = words;
        _place = TessResultIteratorGetPageIterator(words);
    }

    /// <param name="words">At the page's beginning; invalid for a page without text.</param>
    public static Reading Read(ResultIteratorHandle words)
    {
        if (words.IsInvalid)
            return Reading.Empty;
        var reader = new LayoutReader(words);
        reader.ReadAll();
        return new Reading(reader._blocks);
    }

    private void ReadAll()
    {
        // A word that is dropped may have been the first of its line, so a beginning counts until a word is taken.
        bool block = false, paragraph = false, line = false;
        do
        {
            block |= TessPageIteratorIsAtBeginningOf(_place, RIL_BLOCK);
            paragraph |= block || TessPageIteratorIsAtBeginningOf(_place, RIL_PARA);
            line |= paragraph || TessPageIteratorIsAtBeginningOf(_place, RIL_TEXTLINE);
            string text = Text(RIL_WORD);
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (block)
                StartBlock();
            if (paragraph)
                _paragraphs.Add(new ReadParagraph(_lines = []));
            if (line)
                _lines.Add(new ReadLine(OneSpace().Replace(Text(RIL_TEXTLINE).TrimEnd('\n'), " ").Trim(), Box(RIL_TEXTLINE), _line = []));
            AddWord(text);
            block = paragraph = line = false;
        }
        while (TessResultIteratorNext(_words, RIL_WORD));
    }

    private void StartBlock()
    {
        _paragraphs = [];
        _blocks.Add(new ReadBlock(BlockKinds.Name(TessPageIteratorBlockType(_place)), Box(RIL_BLOCK), _paragraphs));
    }

    private void AddWord(string text)
    {
        float confidence = TessResultIteratorConfidence(_words, RIL_WORD) / 100;
        double clamped = float.IsNaN(confidence) ? 0 : Math.Round(Math.Clamp(confidence, 0, 1), 4);
        _line.Add(new ReadWord(text, Box(RIL_WORD), clamped));
    }

    private string Text(int level)
    {
        using TextHandle text = TessResultIteratorGetUTF8Text(_words, level);
        return text.ToString();
    }

    private Box Box(int level) =>
        TessPageIteratorBoundingBox(_place, level, out int left, out int top, out int right, out int bottom)
            ? new Box(left, top, right, bottom)
            : throw new EngineException(EngineErrorCodes.EngineFailed, "Tesseract has no place for a text that it has read.");

    /// <summary>Where Tesseract is told to keep the page's spaces, it prints a wide one as many.</summary>
    [GeneratedRegex(" {2,}")]
    private static partial Regex OneSpace();
}
