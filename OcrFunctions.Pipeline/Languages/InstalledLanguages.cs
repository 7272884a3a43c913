using Microsoft.Extensions.Options;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Pipeline.Languages;

/// <summary>The languages available on this machine, as reported by its engine.</summary>
public sealed class InstalledLanguages(EngineInformation engine, IOptions<OcrOptions> options)
{
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EngineRefusedException">A library or program that the engine requires is missing.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    public async Task<LanguageList> ListAsync(CancellationToken cancellationToken) => Of(await engine.GetAsync(cancellationToken));

    internal LanguageList Of(EngineDescription description)
    {
        string[] byDefault = options.Value.DefaultLanguage.Split('+');
        return new LanguageList(options.Value.DefaultLanguage, [.. description.Models.Select(model => new InstalledLanguage(
            model.Code, LanguageNames.Of(model.Code),
            model.Code.StartsWith(LanguageNames.ScriptFolder, StringComparison.Ordinal) ? "script" : "language",
            byDefault.Contains(model.Code), model.Added))]);
    }
}

/// <param name="Default">Language of a document that requests none: codes joined by <c>+</c>.</param>
/// <param name="Value">What is installed, by code.</param>
public sealed record LanguageList(string Default, IReadOnlyList<InstalledLanguage> Value)
{
    /// <summary>Codes of the default that are not installed.</summary>
    internal IReadOnlyList<string> Missing => [.. Default.Split('+').Except(Value.Select(language => language.Code))];
}

/// <param name="Code">Code by which it is requested, such as <c>deu</c> or <c>script/Latin</c>; several are joined by <c>+</c>.</param>
/// <param name="Name">Its name in English.</param>
/// <param name="Kind"><c>language</c>, or <c>script</c> for a model of all languages written in one script.</param>
/// <param name="Default">Whether it is, or is part of, the default.</param>
/// <param name="Added">Whether it was added in <c>Ocr__TessdataFolder</c>, not installed with the system.</param>
public sealed record InstalledLanguage(string Code, string Name, string Kind, bool Default, bool Added);
