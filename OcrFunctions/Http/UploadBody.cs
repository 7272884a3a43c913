using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Http;

/// <summary>
/// The file in an upload: the body itself, or the first file of a multipart form. It is streamed, not buffered, so fields come before it.
/// </summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Name">The name given in the form; null if the body is the file.</param>
/// <param name="Fields">The form's known fields, by name: the options, <c>name</c> and <c>password</c>.</param>
internal sealed record UploadBody(Stream Content, string? Name, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Maximum length of a field, in characters; a longer one exceeds the maximum of any option, and is refused as such.</summary>
    private const int MaxField = DocumentOptions.MaxPages + 1;

    private static readonly HashSet<string> Known =
        [ApiParameters.Name, ApiParameters.Password, .. DocumentOptions.All.Select(option => option.Key)];

    private const string Multipart = "multipart/form-data";

    /// <summary>The password in the form; null if there is none.</summary>
    public Secret? Password => Secret.Of(Field(ApiParameters.Password));

    /// <summary>A field of the form; null if there is none.</summary>
    public string? Field(string name) => Fields.GetValueOrDefault(name);

    /// <returns>Null for a form without a file.</returns>
    public static async Task<UploadBody?> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Everything else is taken as it is, whatever its content type: curl declares any file as an encoded form.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals(Multipart, StringComparison.OrdinalIgnoreCase))
            return new UploadBody(request.Body, null, new Dictionary<string, string>());
        string? boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            return null;

        var reader = new MultipartReader(boundary, request.Body);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file)
                return new UploadBody(content, file.FileName, fields);
            if (section.AsFormDataSection() is { } field && Known.Contains(field.Name))
                fields[field.Name] = await ReadLimitedAsync(field, cancellationToken);
        }

        return null;
    }

    private static async Task<string> ReadLimitedAsync(FormMultipartSection field, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(field.Section.Body);
        char[] text = new char[MaxField];
        int length = await reader.ReadBlockAsync(text.AsMemory(), cancellationToken);
        return new string(text, 0, length);
    }
}
