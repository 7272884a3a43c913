using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Tells a page's source from its words.</summary>
internal static class TextSources
{
    public static TextSource Of(IReadOnlyList<RecognisedBlock> blocks, TextSource without = TextSource.Blank)
    {
        bool native = false, recognised = false;
        foreach (RecognisedWord word in blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines).SelectMany(line => line.Words))
            _ = word.IsNative ? native = true : recognised = true;
        return (native, recognised) switch
        {
            (true, true) => TextSource.Mixed,
            (true, false) => TextSource.Native,
            (false, true) => TextSource.Ocr,
            _ => without,
        };
    }
}
