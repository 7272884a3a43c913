using System.Globalization;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Whether letters that stand apart make words together: not the letters of a list, initials, variables of a formula or cells of a
/// table.
/// </summary>
internal static class WordLikeness
{
    /// <summary>Letters of a word that is one without doubt, and of all words together where the gaps leave doubt.</summary>
    private const int MinLetters = 3, MinDoubtful = 5;

    /// <summary>Different letters: a table says yes and no.</summary>
    private const int MinDistinct = 3;

    /// <summary>Share of the letters that are in words of three and more.</summary>
    private const double MinInWords = 0.6;

    private const double FewestVowels = 0.19, MostVowels = 0.76;

    /// <summary>
    /// Bits of surprise per pair of letters: three random letters have less in a sixth of cases, eight in a thirtieth.
    /// </summary>
    private const double MaxSurprise = 5, MaxSurpriseOfFew = 4.6;

    private const string Vowels = "aeiouyæœ";

    /// <param name="words">The words they would make.</param>
    /// <param name="isSure">Whether their gaps say that they belong together.</param>
    public static bool IsText(IReadOnlyCollection<string> words, bool isSure)
    {
        List<string> parts = [.. words.SelectMany(Parts)];
        string letters = BaseLetters.Of(string.Concat(parts).ToLowerInvariant());
        if (letters.Length < (isSure ? MinLetters : MinDoubtful)
            || words.Sum(word => word.Count(char.IsDigit)) > letters.Length
            || letters.Distinct().Count() < MinDistinct
            || parts.Where(part => part.Length >= MinLetters).Sum(part => part.Length) < MinInWords * letters.Length
            || !parts.TrueForAll(IsCasedAsWord)
            || IsInOrder(letters))
            return false;
        string latin = string.Concat(letters.Where(c => char.IsAsciiLetter(c) || c is 'æ' or 'œ' or 'ß'));
        if (latin.Length * 2 < letters.Length)
            return letters.Length >= MinDoubtful;
        double vowels = (double)latin.Count(letter => Vowels.Contains(letter, StringComparison.Ordinal)) / latin.Length;
        return vowels is >= FewestVowels and <= MostVowels
            && LetterModel.SurpriseOf(parts.Select(part => BaseLetters.Of(part.ToLowerInvariant())))
                <= (letters.Length < MinDoubtful || !isSure ? MaxSurpriseOfFew : MaxSurprise);
    }

    /// <summary>Letters of scripts with capitals, without what stands between them.</summary>
    private static IEnumerable<string> Parts(string word)
    {
        int start = 0;
        for (int i = 0; i <= word.Length; i++)
            if (i == word.Length || !(char.IsUpper(word[i]) || char.IsLower(word[i]) || IsMark(word[i])))
            {
                if (i > start)
                    yield return word[start..i];
                start = i + 1;
            }
    }

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    /// <summary>All capitals, or none but the first.</summary>
    private static bool IsCasedAsWord(string word) => !word.Skip(1).Any(char.IsUpper) || !word.Any(char.IsLower);

    /// <summary>Whether most letters are the next in the alphabet, or the one before, or the same again.</summary>
    private static bool IsInOrder(string letters)
    {
        int[] steps = [.. letters.Zip(letters.Skip(1), (a, b) => b - a)];
        return steps.Where(step => step is >= -1 and <= 1).GroupBy(step => step).Any(same => 2 * same.Count() > steps.Length);
    }
}
