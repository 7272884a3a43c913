using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>What may be asked for one document, at upload or in its blob's metadata.</summary>
/// <param name="Language">Tesseract codes joined by <c>+</c>.</param>
/// <param name="Priority">Whose pages go first.</param>
/// <param name="Pages">Page ranges such as <c>1-3,7</c>; null for all.</param>
/// <param name="Mode">What is done with text that PDF pages already carry.</param>
public sealed partial record DocumentOptions(string Language, Priority Priority, string? Pages, TextMode Mode = TextMode.Auto)
{
    /// <summary>Names of the options, in a query as in metadata.</summary>
    public const string LanguageKey = "language", PriorityKey = "priority", PagesKey = "pages", ModeKey = "mode", ExpiresInKey = "expiresIn", BatchKey = "batch", ExternalIdKey = "externalId";

    /// <summary>Longest list of pages, in characters.</summary>
    public const int MaxPages = 1_000;

    /// <summary>Longest batch and external id, in characters.</summary>
    private const int MaxLabel = 200;

    /// <summary>Time from arrival after which the document is of no use any more; null for ever.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>The caller's name for a group of documents.</summary>
    public string? Batch { get; init; }

    /// <summary>The caller's own id of the document.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Reads options from named texts.</summary>
    /// <param name="read">Gives the text of an option, or null where it was not given.</param>
    /// <param name="defaultLanguage">Language where none is asked for.</param>
    /// <param name="options">The options, or the defaults where one is wrong.</param>
    /// <param name="error">A sentence that names the option that is wrong.</param>
    public static bool TryRead(Func<string, string?> read, string defaultLanguage, out DocumentOptions options, [NotNullWhen(false)] out OcrError? error)
    {
        // A plus in a query arrives as a space unless the client escaped it.
        string language = (Given(read(LanguageKey)) ?? defaultLanguage).Replace(' ', '+');
        string? priorityText = Given(read(PriorityKey)), pages = Given(read(PagesKey));
        string? expiresIn = Given(read(ExpiresInKey)), batch = Given(read(BatchKey)), externalId = Given(read(ExternalIdKey));
        options = new DocumentOptions(defaultLanguage, Priority.Normal, null);
        error = null;

        if (!LanguageForm().IsMatch(language))
            error = Wrong(LanguageKey, language, "language codes joined by +, such as eng or deu+eng");
        string? modeText = Given(read(ModeKey));
        if (!TryEnum(modeText, TextMode.Auto, out TextMode mode))
            error = Wrong(ModeKey, modeText!, "auto, force or skip");
        if (!TryEnum(priorityText, Priority.Normal, out Priority priority))
            error = Wrong(PriorityKey, priorityText!, "high, normal or low");
        if (pages is { Length: > MaxPages } || (pages is not null && PageRanges.Parse(pages) is null))
            error = Wrong(PagesKey, pages, "page numbers and ranges from 1, such as 1-3,7, at most 1,000 characters");
        TimeSpan? time = null;
        if (expiresIn is not null && (time = Durations.Parse(expiresIn)) is null)
            error = Wrong(ExpiresInKey, expiresIn, Durations.Form);
        if (batch is { Length: > MaxLabel })
            error = Wrong(BatchKey, batch, $"at most {MaxLabel} characters");
        if (externalId is { Length: > MaxLabel })
            error = Wrong(ExternalIdKey, externalId, $"at most {MaxLabel} characters");
        if (error is not null)
            return false;

        options = new DocumentOptions(language, priority, pages, mode) { ExpiresIn = time, Batch = batch, ExternalId = externalId };
        return true;
    }

    /// <summary>The options as named texts, which <see cref="TryRead"/> reads; a text is null where its option was not given.</summary>
    public IEnumerable<(string Key, string? Text)> Texts() =>
    [
        (LanguageKey, Language),
        (PriorityKey, Priority.ToString()),
        (PagesKey, Pages),
        (ModeKey, Mode == TextMode.Auto ? null : Mode.ToString()),
        (ExpiresInKey, ExpiresIn is { } time ? ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null),
        (BatchKey, Batch),
        (ExternalIdKey, ExternalId),
    ];

    internal static bool TryPriority(string? text, out Priority priority) => TryEnum(text, Priority.Normal, out priority);

    private static bool TryEnum<T>(string? text, T otherwise, out T value)
        where T : struct, Enum
    {
        value = otherwise;
        // Enum.TryParse would also take numbers.
        return text is null || (text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out value));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static OcrError Wrong(string key, string value, string form) =>
        OcrError.Of(ErrorCodes.InvalidOption, $"'{(value.Length > 50 ? value[..50] + "…" : value)}' is no {key}: give {form}.");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_/]{1,30}(\\+[A-Za-z][A-Za-z0-9_/]{1,30}){0,15}$")]
    private static partial Regex LanguageForm();
}
