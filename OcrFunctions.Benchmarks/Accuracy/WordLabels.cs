using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Benchmarks.Accuracy;

/// <summary>A word of a result, and whether it is right.</summary>
/// <param name="Word">As the engine gave it.</param>
/// <param name="IsRight">Its text, in the ground truth's spelling.</param>
/// <param name="FirstIsRight">What Tesseract read there.</param>
/// <param name="Context">What its page says of it.</param>
internal sealed record LabeledWord(RecognizedWord Word, bool IsRight, bool FirstIsRight, WordContext Context);

/// <summary>
/// Labels the words of a document by its ground truth: words that stand in both texts in one order are right, and so are words that stand
/// in the truth elsewhere, for tables and columns have no single order.
/// </summary>
internal static class WordLabels
{
    /// <param name="pages">As the engine read them.</param>
    /// <param name="truth">Text of the whole document.</param>
    /// <param name="lenient">Only letters and digits count.</param>
    /// <param name="score">How the corpus wants it compared: <c>nocase</c>, <c>nospace</c>, or neither.</param>
    public static IReadOnlyList<LabeledWord> Of(IReadOnlyList<RecognizedPage> pages, string truth, bool lenient, string score)
    {
        RecognizedLine[] lines =
            [.. pages.SelectMany(page => page.Blocks).SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines)];
        RecognizedWord[] words = [.. lines.SelectMany(line => line.Words)];
        bool[] right = Right(lines, word => word.Text), first = Right(lines, FirstText);
        WordContext[] contexts = [.. pages.SelectMany(WordContext.Of)];
        return [.. words.Select((word, i) => new LabeledWord(word, right[i], first[i], contexts[i]))];

        bool[] Right(RecognizedLine[] read, Func<RecognizedWord, string> textOf) => score.Contains("nospace", StringComparison.Ordinal)
            ? RightCharacters(
                [.. read.SelectMany(line => line.Words).Select(word => Form(GroundTruth.Mark(textOf(word))))],
                Form(GroundTruth.Mark(truth)))
            : RightWords(Tokens(read, textOf), [.. GroundTruth.Words(truth).Select(Form)]);

        string Form(string word)
        {
            string form = lenient ? GroundTruth.Letters(word) : word;
            return score.Contains("nocase", StringComparison.Ordinal) ? form.ToUpperInvariant() : form;
        }

        List<(string Text, int Words)> Tokens(RecognizedLine[] read, Func<RecognizedWord, string> textOf)
        {
            var tokens = new List<(string Text, int Words)>();
            bool joins = false;
            foreach (RecognizedLine line in read)
            {
                bool[] isJoined = JoinedWords(line);
                for (int i = 0; i < line.Words.Count; i++)
                {
                    string text = GroundTruth.Mark(textOf(line.Words[i]));
                    if (joins && i == 0 && text.Length > 0 && char.IsLetterOrDigit(text[0]))
                        tokens[^1] = (tokens[^1].Text[..^(char.IsLower(text[0]) ? 1 : 0)] + text, tokens[^1].Words + 1);
                    else if (isJoined[i])
                        tokens[^1] = (tokens[^1].Text + text, tokens[^1].Words + 1);
                    else
                        tokens.Add((text, 1));
                    joins = i == line.Words.Count - 1 && text.Length > 1 && text[^1] == '-' && char.IsLetterOrDigit(text[^2]);
                }
            }

            return [.. tokens.Select(token => (Form(token.Text), token.Words))];
        }
    }

    /// <summary>The text that Tesseract read, also where the second recognizer's was chosen.</summary>
    public static string FirstText(RecognizedWord word) =>
        word.Reader is null ? word.Text : word.Alternative ?? word.Text;

    /// <summary>
    /// Whether each word follows the one before without a space: Korean, for example, is recognized by syllables, and judged by words.
    /// </summary>
    private static bool[] JoinedWords(RecognizedLine line)
    {
        bool[] joined = new bool[line.Words.Count];
        int end = -1;
        for (int i = 0; i < joined.Length; i++)
        {
            int at = line.Text.IndexOf(line.Words[i].Text, Math.Max(0, end), StringComparison.Ordinal);
            joined[i] = i > 0 && at == end;
            end = at < 0 ? end : at + line.Words[i].Text.Length;
        }

        return joined;
    }

    private static bool[] RightWords(List<(string Text, int Words)> tokens, string[] truth)
    {
        bool[] right = TextAlignment.Common([.. tokens.Select(token => token.Text)], truth, out bool[] used);
        Dictionary<string, int> left = truth.Where((_, i) => !used[i]).CountBy(word => word).ToDictionary(StringComparer.Ordinal);
        for (int i = 0; i < right.Length; i++)
            if (!right[i] && left.TryGetValue(tokens[i].Text, out int count) && count > 0)
                (right[i], left[tokens[i].Text]) = (true, count - 1);
        return [.. tokens.SelectMany((token, i) => Enumerable.Repeat(right[i], token.Words))];
    }

    private static bool[] RightCharacters(string[] words, string truth)
    {
        string[] read = [.. words.SelectMany(word => word).Where(character => !char.IsWhiteSpace(character)).Select(one => one.ToString())];
        bool[] right = TextAlignment.Common(read, [.. truth.Where(one => !char.IsWhiteSpace(one)).Select(one => one.ToString())], out _);
        int at = 0;
        return [.. words.Select(word =>
        {
            int from = at;
            at += word.Count(character => !char.IsWhiteSpace(character));
            return right.AsSpan(from, at - from).IndexOf(false) < 0;
        })];
    }
}
