using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libtesseract;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Walks Tesseract's words in reading order and builds blocks, paragraphs, lines and words of them.</summary>
internal sealed class LayoutReader
{
    private readonly ResultIteratorHandle _words;
    private readonly PageTransform _toOriginal;
    private readonly nint _place;

    private readonly List<RecognisedBlock> _blocks = [];
    private readonly List<int> _heights = [];
    private List<RecognisedParagraph> _paragraphs = [];
    private List<RecognisedLine> _lines = [];
    private List<RecognisedWord> _line = [];

    private LayoutReader(ResultIteratorHandle words, PageTransform toOriginal)
    {
        (_words, _toOriginal) = (words, toOriginal);
        _place = TessResultIteratorGetPageIterator(words);
    }

    /// <param name="words">At the page's beginning; invalid for a page without text.</param>
    /// <param name="toOriginal">From the recognised image to the original page.</param>
    /// <returns>Blocks, and the heights of all words in pixels of the recognised image.</returns>
    public static (IReadOnlyList<RecognisedBlock> Blocks, IReadOnlyCollection<int> WordHeights) Read(
        ResultIteratorHandle words, PageTransform toOriginal)
    {
        if (words.IsInvalid)
            return ([], []);
        var reader = new LayoutReader(words, toOriginal);
        reader.ReadAll();
        return (reader._blocks, reader._heights);
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
                _paragraphs.Add(new RecognisedParagraph(_lines = []));
            if (line)
                _lines.Add(new RecognisedLine(Text(RIL_TEXTLINE).TrimEnd('\n'), Polygon(RIL_TEXTLINE), _line = []));
            AddWord(text);
            block = paragraph = line = false;
        }
        while (TessResultIteratorNext(_words, RIL_WORD));
    }

    private void StartBlock()
    {
        _paragraphs = [];
        _blocks.Add(new RecognisedBlock(BlockKinds.Name(TessPageIteratorBlockType(_place)), Polygon(RIL_BLOCK), _paragraphs));
    }

    private void AddWord(string text)
    {
        float confidence = TessResultIteratorConfidence(_words, RIL_WORD) / 100;
        double clamped = float.IsNaN(confidence) ? 0 : Math.Round(Math.Clamp(confidence, 0, 1), 4);
        _line.Add(new RecognisedWord(text, Polygon(RIL_WORD), clamped));
        (_, int top, _, int bottom) = Box(RIL_WORD);
        _heights.Add(bottom - top);
    }

    private string Text(int level)
    {
        using TextHandle text = TessResultIteratorGetUTF8Text(_words, level);
        return text.ToString();
    }

    private double[] Polygon(int level)
    {
        (int left, int top, int right, int bottom) = Box(level);
        return _toOriginal.Polygon(left, top, right, bottom);
    }

    private (int Left, int Top, int Right, int Bottom) Box(int level) =>
        TessPageIteratorBoundingBox(_place, level, out int left, out int top, out int right, out int bottom)
            ? (left, top, right, bottom)
            : throw new EngineException(EngineErrorCodes.EngineFailed, "Tesseract has no place for a text that it has read.");
}
