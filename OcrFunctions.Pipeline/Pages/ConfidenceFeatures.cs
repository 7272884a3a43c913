using System.Buffers;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>What the confidence of a word depends on, each with the name that its coefficients have in <c>confidence.json</c>.</summary>
public static class ConfidenceFeatures
{
    /// <summary>The log odds of the first recognizer's confidence: with nothing else known, they are those of the word.</summary>
    public const string First = "first";

    private const double SureFrom = 0.9;

    /// <summary>Longer words are alike.</summary>
    private const int LongWord = 8;

    /// <summary>Marks that are more often read than printed: of bullets, rules, dirt and parts of letters.</summary>
    private static readonly SearchValues<char> RareMarks = SearchValues.Create("*#@\\_{}[]»«|©®¢=<>~^+§");

    /// <summary>Most words exceed these, and nearly all of them are right.</summary>
    private static readonly double SureLogOdds = ConfidenceModel.LogOdds(SureFrom);

    private static readonly (string Name, Func<RecognizedWord, WordContext, double> Of)[] All =
    [
        ("intercept", (_, _) => 1),
        (First, (word, _) => FirstOf(word)),
        ("sure", (word, _) => Math.Max(0, FirstOf(word) - SureLogOdds)),
        ("second", (word, _) => SecondOf(word)),
        ("secondSure", (word, _) => Math.Max(0, SecondOf(word) - SureLogOdds)),
        ("sameLetters", (word, _) => One(HasSameLetters(word))),
        ("mark", (word, _) => One(Letters(word) == 0)),
        ("oneLetter", (word, _) => One(Letters(word) == 1)),
        ("length", (word, _) => Math.Min(Letters(word), LongWord) / (double)LongWord),
        ("digits", (word, _) => One(word.Text.Any(char.IsAsciiDigit))),
        ("punctuation", (word, _) => One(word.Text.Any(char.IsPunctuation))),
        ("rareMark", (word, _) => One(word.Text.AsSpan().ContainsAny(RareMarks))),
        ("line", (_, context) => context.Line),
        ("startsLine", (_, context) => One(context.StartsLine)),
        ("repeated", (_, context) => One(context.IsRepeated)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(feature => feature.Name)];

    /// <summary>Values in the order of <see cref="Names"/>.</summary>
    /// <param name="word">Not native.</param>
    /// <param name="context">What its page says of it.</param>
    public static double[] Of(RecognizedWord word, WordContext context) => [.. All.Select(feature => feature.Of(word, context))];

    private static double FirstOf(RecognizedWord word) => ConfidenceModel.LogOdds(word.Confidence ?? 0);

    /// <summary>Those of 0.5 where the second recognizer read nothing.</summary>
    private static double SecondOf(RecognizedWord word) => ConfidenceModel.LogOdds(word.SecondConfidence ?? 0.5);

    private static int Letters(RecognizedWord word) => word.Text.Count(char.IsLetterOrDigit);

    /// <summary>Whether the recognizers differ in marks only.</summary>
    private static bool HasSameLetters(RecognizedWord word) =>
        word.Alternative is not null && Letters(word) > 0
            && WordContext.LettersOf(word.Text) == WordContext.LettersOf(word.Alternative);

    private static double One(bool isSo) => isSo ? 1 : 0;
}
