namespace OcrFunctions.Engine.Languages;

/// <summary>
/// Scripts whose characters Tesseract recognizes one by one and prints with a space between any two, unless it is set to keep the
/// spaces of the page. The models set this themselves, but only where theirs is the first language.
/// </summary>
internal static class InterwordSpacing
{
    private static readonly string[] CharacterByCharacter =
    [
        "chi_", "jpn", "kor", "tha", "lao", "khm", "mya", "Han", "Japanese", "Hangul", "Thai", "Lao", "Khmer", "Myanmar",
    ];

    /// <summary>Whether Tesseract is set to keep the page's spaces for these languages.</summary>
    public static bool IsKept(IEnumerable<string> codes) => codes
        .Select(code => code.Replace("script/", "", StringComparison.Ordinal))
        .Any(code => CharacterByCharacter.Any(script => code.StartsWith(script, StringComparison.Ordinal)));
}
