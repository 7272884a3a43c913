using OcrFunctions.Engine.Languages;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>
/// What the default second recognizer, PP-OCRv4, can do by language: it has 6,623 characters, mostly Chinese ones and ASCII.
/// </summary>
internal static class SecondReaderLanguages
{
    private static readonly Dictionary<string, SecondReaderUse> Uses = new(StringComparer.Ordinal)
    {
        ["eng"] = SecondReaderUse.Replaces,
        ["chi_sim"] = SecondReaderUse.ReadsAlone,
        ["deu"] = SecondReaderUse.AgreesOnly,
        ["fra"] = SecondReaderUse.AgreesOnly,
        ["ita"] = SecondReaderUse.AgreesOnly,
        ["nld"] = SecondReaderUse.AgreesOnly,
        ["por"] = SecondReaderUse.AgreesOnly,
        ["spa"] = SecondReaderUse.AgreesOnly,
    };

    /// <summary>Codes of the languages that it can read alone.</summary>
    public static IEnumerable<string> Read => Uses.Where(use => use.Value >= SecondReaderUse.Replaces).Select(use => use.Key);

    /// <summary>
    /// The least that it can do for any of the languages: a word may be of each. English beside Chinese it reads as well.
    /// </summary>
    /// <param name="language">Codes joined by a plus sign.</param>
    public static SecondReaderUse For(string language)
    {
        SecondReaderUse[] uses = [.. LanguageCodes.Parse(language).Select(code => Uses.GetValueOrDefault(code, SecondReaderUse.Off))];
        return uses.Min() == SecondReaderUse.Replaces ? uses.Max() : uses.Min();
    }
}
