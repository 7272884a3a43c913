namespace OcrFunctions.Cli.Client.Api;

/// <summary>Options for reading documents.</summary>
/// <param name="Texts">Options that are given, by their names in the API; the app decides on the others.</param>
/// <param name="Password">Password of encrypted PDFs, which is sent separately.</param>
internal sealed record OcrRequestOptions(IReadOnlyDictionary<string, string> Texts, string? Password = null);
