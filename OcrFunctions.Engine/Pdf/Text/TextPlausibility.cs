using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Tells text from what comes out of fonts that do not say what their glyphs mean. A page of good text that is taken for bad
/// costs a recognition; the other mistake costs the page.
/// </summary>
internal static partial class TextPlausibility
{
    /// <summary>Share of characters without a meaning that a page may have: bullets and symbols are often such.</summary>
    private const double MostMeaningless = 0.1;

    /// <summary>Share of letters and digits that text has at least; leaders and rules made of dots are left out.</summary>
    private const double LeastLetters = 0.5;

    /// <summary>Letters from which on their frequencies mean something.</summary>
    private const int EnoughLetters = 60;

    /// <summary>Share of vowels in Latin letters: European languages have 0.36 to 0.50; lists of codes and names of parts less.</summary>
    private const double FewestVowels = 0.22, MostVowels = 0.68;

    /// <summary>Share of words that go from a small letter to a capital one, as text does not.</summary>
    private const double MostMixedCase = 0.25;

    private const string Vowels = "aeiouyæœøAEIOUYÆŒØ";

    /// <summary>Whether words of one font may be no text.</summary>
    public static bool IsDoubtful(IReadOnlyCollection<string> words) =>
        LetterModel.IsScrambled(words) || Objection(words) is not null;

    /// <summary>Why the words are no text, in a few words; null where they may well be.</summary>
    private static string? Objection(IReadOnlyCollection<string> words)
    {
        int all = 0, meaningless = 0, letters = 0, digits = 0, latin = 0, vowels = 0, mixed = 0;
        foreach (string whole in words)
        {
            string word = Leader().Replace(whole, "");
            foreach (Rune rune in word.EnumerateRunes())
            {
                all++;
                if (IsMeaningless(rune))
                    meaningless++;
                else if (Rune.IsLetter(rune) || IsMark(rune))
                    letters++;
                else if (Rune.IsDigit(rune))
                    digits++;
            }

            foreach (char c in word.Normalize(NormalizationForm.FormD).Where(IsLatin))
            {
                latin++;
                if (Vowels.Contains(c, StringComparison.Ordinal))
                    vowels++;
            }

            if (HasCapitalInside(word))
                mixed++;
        }

        if (all == 0)
            return null;
        if (meaningless > MostMeaningless * all)
            return "its characters have no meaning";
        // Three signs can be a price or a list's bullets.
        if (all > 3 && letters + digits < LeastLetters * all)
            return "it is mostly punctuation";
        if (latin < EnoughLetters)
            return null;
        double share = (double)vowels / latin;
        if (share is < FewestVowels or > MostVowels)
            return $"{share:0%} of its letters are vowels";
        return mixed > MostMixedCase * words.Count ? "its capital letters stand inside words" : null;
    }

    /// <summary>Private use, replacement, control and unassigned characters.</summary>
    public static bool IsMeaningless(Rune rune) => rune.Value is 0xFFFD
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.Surrogate;

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>A row of dots, lines or the like between a heading and its page.</summary>
    [GeneratedRegex(@"([._\-…·*=])\1{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Leader();

    private static bool IsLatin(char c) => char.IsAsciiLetter(c) || c is 'æ' or 'œ' or 'ø' or 'ß' or 'Æ' or 'Œ' or 'Ø';

    private static bool HasCapitalInside(string word)
    {
        int changes = 0;
        for (int i = 1; i < word.Length; i++)
            if (char.IsLower(word[i - 1]) && char.IsUpper(word[i]))
                changes++;
        return changes > 0;
    }
}
