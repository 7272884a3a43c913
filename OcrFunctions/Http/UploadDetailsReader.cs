using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Languages;

namespace OcrFunctions.Http;

/// <summary>Name, options and password of an upload, from its URL, headers and form; the URL takes precedence.</summary>
public sealed class UploadDetailsReader(RequestedLanguages languages, IOptions<OcrOptions> options)
{
    /// <summary>Maximum length of a name, in characters.</summary>
    private const int MaxName = 300;

    /// <exception cref="UploadRefusedException">One of them is invalid.</exception>
    internal async Task<UploadDetails> ReadAsync(HttpRequest request, UploadBody body, CancellationToken cancellationToken)
    {
        if (!DocumentOptions.TryRead(key => request.Query.TryGetValue(key, out StringValues given) ? given : body.Field(key),
            options.Value.DefaultLanguage, out DocumentOptions requested, out OcrError? error))
            throw new UploadRefusedException(error);
        string name = Name(request.Query[ApiParameters.Name], body.Field(ApiParameters.Name), body.FileName);
        return new UploadDetails(
            name, requested with { Language = await LanguageAsync(requested.Language, cancellationToken) },
            body.Password ?? Secret.Of(request.Headers[ApiHeaders.Password]));
    }

    private async Task<string> LanguageAsync(string requested, CancellationToken cancellationToken)
    {
        // A default that is not installed is not the caller's fault; readiness reports it.
        if (requested == options.Value.DefaultLanguage)
            return requested;
        var (language, error) = await languages.ResolveAsync(requested, cancellationToken);
        return error is null ? language : throw new UploadRefusedException(error);
    }

    private static string Name(params string?[] given)
    {
        string name = given.FirstOrDefault(IsGiven) ?? "document";
        if (name.Length > MaxName)
            throw new UploadRefusedException(ErrorCodes.InvalidOption, $"The name has {name.Length} characters; the limit is {MaxName}.");
        if (name.Any(char.IsControl))
            throw new UploadRefusedException(
                ErrorCodes.InvalidOption, "The name contains control characters, such as a line break or a NUL.");
        return name;
    }

    /// <summary>Spaces are no name. Control characters are an invalid one, even those that count as white space.</summary>
    private static bool IsGiven(string? name) => name?.Any(sign => char.IsControl(sign) || !char.IsWhiteSpace(sign)) == true;
}
