using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Local.Reading;

/// <summary>How documents are to be read; null leaves it to the app.</summary>
/// <param name="Language">Tesseract codes joined by <c>+</c>.</param>
/// <param name="Mode">What is done with text that PDF pages already carry.</param>
/// <param name="Pages">Page ranges.</param>
/// <param name="Password">Password of encrypted PDFs.</param>
internal sealed record Wishes(string? Language = null, string? Mode = null, string? Pages = null, string? Password = null)
{
    public bool Any => Texts().Any();

    /// <summary>Those that are given, by the names that the API has for them; a password is never among them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Texts() => new KeyValuePair<string, string?>[]
    {
        new(DocumentOptions.LanguageKey, Language),
        new(DocumentOptions.ModeKey, Mode),
        new(DocumentOptions.PagesKey, Pages),
    }.Where(text => text.Value is not null);
}
