using System.Text.RegularExpressions;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Languages;

/// <summary>The codes in a language string such as <c>deu+eng</c> or <c>script/Latin</c>.</summary>
internal static partial class LanguageCodes
{
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.LanguageNotInstalled"/>: the string is not valid, so no model can have its name. Codes
    /// become file names, so nothing else is accepted.
    /// </exception>
    public static IReadOnlyList<string> Parse(string language)
    {
        if (!Codes().IsMatch(language))
            throw new EngineException(
                EngineErrorCodes.LanguageNotInstalled,
                $"\"{language}\" is not a language: expected codes such as eng, or several joined by a plus sign, such as deu+eng.");
        return language.Split('+');
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)?(\+[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)?)*\z")]
    private static partial Regex Codes();
}
