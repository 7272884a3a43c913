using System.Globalization;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>Composes letters and their marks (Unicode's NFC), of which there may be several, in any order.</summary>
internal static class ComposedText
{
    private const char FirstLead = '\u1100', FirstVowel = '\u1161', BeforeTrail = '\u11A7';

    private const char FirstSyllable = '\uAC00', LastSyllable = '\uD7A3';

    private const char FirstNonJamo = '\u1200';

    private const int Leads = 19, Vowels = 21, Trails = 28;

    /// <summary>Class of marks that compose nothing; most of them stand above a letter.</summary>
    private const byte Above = 230;

    private static readonly Dictionary<(char Letter, char Mark), char> Composed = LetterCompositions.Marks
        .SelectMany(mark => mark.Letters.Chunk(2).Select(pair => (Parts: (pair[0], mark.Mark), Whole: pair[1])))
        .ToDictionary(pair => pair.Parts, pair => pair.Whole);

    private static readonly Dictionary<char, (char Letter, char Mark)> Parts = Composed.ToDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly Dictionary<char, byte> Classes = LetterCompositions.Marks.ToDictionary(mark => mark.Mark, mark => mark.Class);

    private static readonly Dictionary<char, char> Same = LetterCompositions.Same.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    public static string Of(string text)
    {
        if (!text.Any(c => Classes.ContainsKey(c) || Same.ContainsKey(c) || c is >= FirstLead and < FirstNonJamo))
            return text;
        var parts = new List<char>(text.Length);
        foreach (char c in text)
            Take(Same.GetValueOrDefault(c, c), parts);
        Order(parts);
        return Compose(parts);
    }

    /// <summary>Appends a character, taken apart.</summary>
    private static void Take(char c, List<char> parts)
    {
        if (!Parts.TryGetValue(c, out (char Letter, char Mark) two))
        {
            parts.Add(c);
            return;
        }

        Take(two.Letter, parts);
        parts.Add(two.Mark);
    }

    /// <summary>Sorts the marks of each letter by their class.</summary>
    private static void Order(List<char> parts)
    {
        for (int i = 1; i < parts.Count; i++)
            for (int j = i; j > 0 && ClassOf(parts[j]) is var one && one > 0 && ClassOf(parts[j - 1]) > one; j--)
                (parts[j - 1], parts[j]) = (parts[j], parts[j - 1]);
    }

    private static string Compose(List<char> parts)
    {
        var text = new List<char>(parts.Count);
        int letter = -1;
        byte before = 0;
        foreach (char c in parts)
        {
            byte own = ClassOf(c);
            // A mark between that stands at the same place keeps this one from the letter.
            if (letter >= 0 && (letter == text.Count - 1 || before < own) && With(text[letter], c) is { } whole)
            {
                text[letter] = whole;
                continue;
            }

            if (own == 0)
                letter = text.Count;
            before = own;
            text.Add(c);
        }

        return string.Concat(text);
    }

    private static char? With(char letter, char mark)
    {
        if (Composed.TryGetValue((letter, mark), out char whole))
            return whole;
        if (letter - FirstLead is >= 0 and < Leads && mark - FirstVowel is >= 0 and < Vowels)
            return (char)(FirstSyllable + ((letter - FirstLead) * Vowels + mark - FirstVowel) * Trails);
        return letter is >= FirstSyllable and <= LastSyllable && (letter - FirstSyllable) % Trails == 0
            && mark - BeforeTrail is > 0 and < Trails
            ? (char)(letter + mark - BeforeTrail)
            : null;
    }

    private static byte ClassOf(char c) => Classes.TryGetValue(c, out byte known) ? known
        : CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? Above : (byte)0;
}
