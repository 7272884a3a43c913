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

    /// <summary>Maximum length of a boundary, by RFC 2046.</summary>
    private const int MaxBoundary = 70;

    /// <summary>The password in the form; null if there is none.</summary>
    public Secret? Password => Secret.Of(Field(ApiParameters.Password));

    /// <summary>A field of the form; null if there is none.</summary>
    public string? Field(string name) => Fields.GetValueOrDefault(name);

    /// <exception cref="UploadRefusedException">A form without a boundary or without a file.</exception>
    /// <exception cref="InvalidDataException">A malformed form.</exception>
    /// <exception cref="IOException">A form that ends too early.</exception>
    public static async Task<UploadBody> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Everything else is taken as it is, whatever its content type: curl declares any file as an encoded form.
        if (request.ContentType?.StartsWith(Multipart, StringComparison.OrdinalIgnoreCase) != true)
            return new UploadBody(request.Body, null, new Dictionary<string, string>());

        var reader = new MultipartReader(Boundary(request.ContentType), request.Body);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file)
                return new UploadBody(content, file.FileName, fields);
            if (section.AsFormDataSection() is { } field && Known.Contains(field.Name))
                fields[field.Name] = await ReadLimitedAsync(field, cancellationToken);
        }

        throw new UploadRefusedException(HttpErrorCodes.NoFile,
            "The form contains no file. Add one, or send the file as the body: POST /api/documents?name=scan.pdf.");
    }

    private static string Boundary(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= MaxBoundary } boundary ? boundary
            : throw new UploadRefusedException(HttpErrorCodes.MalformedForm,
                $"The content type {Multipart} requires the parameter 'boundary', of at most {MaxBoundary} characters.");

    private static async Task<string> ReadLimitedAsync(FormMultipartSection field, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(field.Section.Body);
        char[] text = new char[MaxField];
        int length = await reader.ReadBlockAsync(text.AsMemory(), cancellationToken);
        return new string(text, 0, length);
    }
}
