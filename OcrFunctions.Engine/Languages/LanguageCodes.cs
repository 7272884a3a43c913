using System.Text.RegularExpressions;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Languages;

/// <summary>The codes in a language string such as <c>deu+eng</c> or <c>script/Latin</c>.</summary>
internal static partial class LanguageCodes
{
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.LanguageNotInstalled"/>: the string is none, so no model can have its name. Codes
    /// become file names, which is why nothing else passes.
    /// </exception>
    public static IReadOnlyList<string> Parse(string language)
    {
        if (!Codes().IsMatch(language))
            throw new EngineException(
                EngineErrorCodes.LanguageNotInstalled,
                $"\"{language}\" is no language: give codes such as eng, or several joined by a plus sign, such as deu+eng.");
        return language.Split('+');
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)?(\+[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)?)*\z")]
    private static partial Regex Codes();
}
