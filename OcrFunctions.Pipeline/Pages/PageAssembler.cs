using System.Text;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>Assembles one page's text, with the position of every word in it, from the engine's recognition.</summary>
public static class PageAssembler
{
    public static PageResult Assemble(RecognizedPage page)
    {
        var text = new StringBuilder();
        var words = new List<PageWord>();
        var lines = new List<PageLine>();
        var blocks = new List<PageBlock>();
        int paragraphs = 0;
        IReadOnlyList<WordContext> contexts = WordContext.Of(page);

        foreach (RecognizedBlock block in page.Blocks)
        {
            int blockStart = text.Length == 0 ? 0 : text.Length + 1;
            foreach (RecognizedParagraph paragraph in block.Paragraphs)
            {
                if (text.Length > 0)
                    text.Append('\n');
                foreach (RecognizedLine line in paragraph.Lines)
                {
                    int start = text.Length;
                    AddWords(line, page, contexts, text, words);
                    var span = new TextSpan(start, text.Length - start);
                    lines.Add(new PageLine(
                        text.ToString(start, span.Length), line.Polygon, span, line.Words.Count, paragraphs, blocks.Count));
                    text.Append('\n');
                }

                paragraphs++;
            }

            if (text.Length > blockStart)
                blocks.Add(new PageBlock(block.Kind, block.Polygon, new TextSpan(blockStart, text.Length - 1 - blockStart)));
        }

        return new PageResult
        {
            Page = page.Page,
            Status = PageStatus.Succeeded,
            Width = page.Width,
            Height = page.Height,
            Unit = page.Unit,
            Dpi = page.DpiUsed,
            DpiDeclared = page.DpiDeclared,
            Rotation = page.Orientation is { Applied: true } turned ? turned.Degrees : 0,
            Orientation = page.Orientation,
            Skew = page.Skew,
            ImageTransform = page.ImageTransform,
            Passes = page.Passes,
            UnreadRegions = page.UnreadRegions,
            PictureText = page.PictureText.Count > 0 ? page.PictureText : null,
            Warnings = page.Warnings,
            Source = page.Source,
            Language = page.Language,
            Engine = page.Engine,
            // Native words have no confidence; the mean is that of the others.
            Confidence = words.Average(w => w.Confidence) is { } mean ? Math.Round(mean, 4) : null,
            Text = text.ToString(),
            Words = words,
            Lines = lines,
            Blocks = blocks,
            CpuMilliseconds = page.CpuMilliseconds,
        };
    }

    /// <summary>The text that was not chosen, with the name and the confidence of the recognizer that read it.</summary>
    private static WordAlternative[]? AlternativeOf(RecognizedWord word) => word.Alternative is null
        ? null
        : word.Reader is null
        ? [new WordAlternative(word.Alternative, word.SecondConfidence)]
        : [new WordAlternative(word.Alternative, word.Confidence)];

    /// <summary>Appends a line's text, with its words as they are searched for, and adds them.</summary>
    private static void AddWords(
        RecognizedLine line, RecognizedPage page, IReadOnlyList<WordContext> contexts, StringBuilder text, List<PageWord> words)
    {
        int from = 0;
        for (int i = 0; i < line.Words.Count; i++)
        {
            RecognizedWord word = line.Words[i];
            int at = line.Text.IndexOf(word.Text, from, StringComparison.Ordinal);
            // The engine guarantees that it is there; a span that points at something else would be worse than none at all.
            if (at < 0)
                throw new InvalidDataException($"Page {page.Page}: the word '{word.Text}' does not stand in its line '{line.Text}'.");
            text.Append(line.Text, from, at - from);
            string content = SearchableText.Of(word.Text, endsLine: i == line.Words.Count - 1);
            var span = new TextSpan(text.Length, content.Length);
            text.Append(content);
            TextSource source = word.IsNative ? TextSource.Native : TextSource.Ocr;
            double? confidence = word.IsNative ? null : ConfidenceModel.Default.Of(word, contexts[words.Count], page.Language);
            words.Add(new PageWord($"p{page.Page}w{words.Count + 1}", content, word.Polygon, span, confidence, word.Confidence, source)
            {
                Original = content == word.Text ? null : word.Text,
                Reader = word.Reader,
                Agreement = word.Agreement,
                Alternatives = AlternativeOf(word),
            });
            from = at + word.Text.Length;
        }

        text.Append(line.Text, from, line.Text.Length - from);
    }
}
