namespace OcrFunctions.Engine.Languages;

/// <summary>
/// Scripts whose signs Tesseract recognises one by one and prints with a space between any two, unless it is told to keep the
/// spaces that are on the page. The models tell it themselves, but only where theirs is the first language.
/// </summary>
internal static class Spacing
{
    private static readonly string[] SignBySign = ["chi_", "jpn", "kor", "tha", "lao", "khm", "mya", "Han", "Japanese", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"];

    public static bool IsOnThePage(IEnumerable<string> codes) =>
        codes.Any(code => SignBySign.Any(script => code.Replace("script/", "", StringComparison.Ordinal).StartsWith(script, StringComparison.Ordinal)));
}
