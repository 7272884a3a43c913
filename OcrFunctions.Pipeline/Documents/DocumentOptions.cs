using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Options of one document, given at upload or in its blob's metadata.</summary>
/// <param name="Language">Tesseract codes joined by <c>+</c>.</param>
/// <param name="Priority">Which documents' pages are processed first.</param>
/// <param name="Pages">Page ranges such as <c>1-3,7</c>; null for all.</param>
/// <param name="Mode">How text that PDF pages already contain is handled.</param>
public sealed partial record DocumentOptions(string Language, Priority Priority, string? Pages, TextMode Mode = TextMode.Auto)
{
    /// <summary>Names of the options.</summary>
    public const string LanguageKey = "language", ModeKey = "mode", PriorityKey = "priority", PagesKey = "pages",
        EngineKey = "engine", SecondReaderKey = "secondReader", MaxReviewWordsKey = "maxReviewWords",
        ExpiresInKey = "expiresIn", BatchKey = "batch", ExternalIdKey = "externalId";

    /// <summary>Maximum length of a list of pages, in characters.</summary>
    public const int MaxPages = 1_000;

    /// <summary>Largest value of <see cref="MaxReviewWords"/>.</summary>
    public const int LargestReviewBudget = 1_000_000;

    /// <summary>Maximum length of a batch and an external id, in characters.</summary>
    private const int MaxLabel = 200;

    /// <summary>Time from arrival after which the document expires; null for never.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>Who recognizes the pages; null for <see cref="EngineChoice.Auto"/>.</summary>
    public EngineChoice? Engine { get; init; }

    /// <summary>What the second recognizer reads; null for what the settings say.</summary>
    public SecondReaderMode? SecondReader { get; init; }

    /// <summary>Maximum number of words to review, the least certain ones; null for what the settings say.</summary>
    public int? MaxReviewWords { get; init; }

    /// <summary>The caller's name for a group of documents.</summary>
    public string? Batch { get; init; }

    /// <summary>The caller's own id of the document.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Every option. Queries, forms, metadata, the key of duplicates and the results have what is listed here.</summary>
    public static IReadOnlyList<DocumentOptionDefinition> All { get; } =
    [
        new(LanguageKey, "language codes joined by +, such as eng or deu+eng",
            (options, text) => LanguageForm().IsMatch(text) ? options with { Language = text } : null, options => options.Language)
        { ChangesResults = true, IsInResults = true },
        DocumentOptionDefinition.Choice(ModeKey, options => options.Mode, (options, value) => options with { Mode = value })
            with { ChangesResults = true, IsInResults = true },
        DocumentOptionDefinition.Choice(PriorityKey, options => options.Priority, (options, value) => options with { Priority = value })
            with { IsInResults = true },
        new(PagesKey, $"page numbers and ranges from 1, such as 1-3,7, at most {MaxPages:N0} characters",
            (options, text) => text.Length <= MaxPages && PageRanges.Parse(text) is not null ? options with { Pages = text } : null,
            options => options.Pages)
        { ChangesResults = true, IsInResults = true },
        DocumentOptionDefinition.OptionalChoice(
            SecondReaderKey, options => options.SecondReader, (options, value) => options with { SecondReader = value })
            with { ChangesResults = true, IsInResults = true, IsNewerThanKeys = true },
        DocumentOptionDefinition.OptionalChoice(EngineKey, options => options.Engine, (options, value) => options with { Engine = value })
            with { ChangesResults = true, IsInResults = true, IsNewerThanKeys = true },
        new(MaxReviewWordsKey, $"a number from 1 to {LargestReviewBudget:N0}",
            (options, text) =>
                WholeNumber(text) is { } most and >= 1 and <= LargestReviewBudget ? options with { MaxReviewWords = most } : null,
            options => options.MaxReviewWords?.ToString(CultureInfo.InvariantCulture))
        { ChangesResults = true, IsNewerThanKeys = true },
        new(ExpiresInKey, Durations.Form,
            (options, text) => Durations.Parse(text) is { } time ? options with { ExpiresIn = time } : null,
            options => ((long?)options.ExpiresIn?.TotalSeconds)?.ToString(CultureInfo.InvariantCulture)),
        DocumentOptionDefinition.Label(BatchKey, MaxLabel, options => options.Batch, (options, value) => options with { Batch = value }),
        DocumentOptionDefinition.Label(
            ExternalIdKey, MaxLabel, options => options.ExternalId, (options, value) => options with { ExternalId = value }),
    ];

    /// <summary>What the recognition of the document's pages depends on.</summary>
    /// <param name="secondReader">What the second recognizer reads where the document asks for nothing else.</param>
    public RecognitionOptions Recognition(SecondReaderMode secondReader) =>
        new(Language, Mode, SecondReader ?? secondReader, Engine ?? EngineChoice.Auto);

    /// <summary>Maximum number of words to review; null for no limit.</summary>
    /// <param name="setting"><see cref="Configuration.OcrOptions.MaxReviewWords"/>.</param>
    public int? ReviewLimit(int setting) => MaxReviewWords ?? (setting == 0 ? null : setting);

    /// <summary>Reads options from named texts.</summary>
    /// <param name="read">Returns the text of an option, or null if it was not given.</param>
    /// <param name="defaultLanguage">Language if none is requested.</param>
    /// <param name="options">The options, or the defaults if one is invalid.</param>
    /// <param name="error">A sentence that names the invalid option.</param>
    public static bool TryRead(
        Func<string, string?> read, string defaultLanguage, out DocumentOptions options, [NotNullWhen(false)] out OcrError? error)
    {
        var defaults = new DocumentOptions(defaultLanguage, Priority.Normal, null);
        options = defaults;
        error = null;
        foreach (DocumentOptionDefinition option in All)
        {
            string? text = Given(read(option.Key));
            // A plus in a query arrives as a space unless the client escaped it.
            if (option.Key == LanguageKey)
                text = (text ?? defaultLanguage).Replace(' ', '+');
            if (text is null)
                continue;
            if (option.Read(options, text) is { } changed)
                options = changed;
            else
                error = Invalid(option, text);
        }

        if (error is null)
            return true;
        options = defaults;
        return false;
    }

    /// <summary>The options as named texts, which <see cref="TryRead"/> reads; null for an option that was not given.</summary>
    public IEnumerable<(string Key, string? Text)> Texts() => All.Select(option => (option.Key, option.Write(this)));

    /// <summary>What documents with the same bytes must have in common for the same results.</summary>
    public string ResultsKey() =>
        string.Join('\n', All.Where(option => option.ChangesResults)
            .Select(option => (option.IsNewerThanKeys, Text: option.Write(this)))
            .Where(option => !option.IsNewerThanKeys || option.Text is not null)
            .Select(option => option.Text));

    private static int? WholeNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static OcrError Invalid(DocumentOptionDefinition option, string text)
    {
        string shown = text.Length > 50 ? text[..50] + "…" : text;
        return OcrError.Of(ErrorCodes.InvalidOption, $"'{shown}' is not a valid {option.Key}: expected {option.Form}.");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_/]{1,30}(\\+[A-Za-z][A-Za-z0-9_/]{1,30}){0,15}$")]
    private static partial Regex LanguageForm();
}
