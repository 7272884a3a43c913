using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Determines a page's text source from its words.</summary>
internal static class TextSources
{
    /// <param name="blocks">All text of the page.</param>
    /// <param name="withoutText">The source of a page without words.</param>
    public static TextSource Of(IReadOnlyList<RecognizedBlock> blocks, TextSource withoutText = TextSource.Blank)
    {
        bool native = false, recognized = false;
        IEnumerable<RecognizedLine> lines = blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines);
        foreach (RecognizedWord word in lines.SelectMany(line => line.Words))
            _ = word.IsNative ? native = true : recognized = true;
        return (native, recognized) switch
        {
            (true, true) => TextSource.Mixed,
            (true, false) => TextSource.Native,
            (false, true) => TextSource.Ocr,
            _ => withoutText,
        };
    }
}
