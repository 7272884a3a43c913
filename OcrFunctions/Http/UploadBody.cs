using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace OcrFunctions.Http;

/// <summary>The file in an upload: the body itself, or the first file of a multipart form. It is streamed, not held, so fields come before it.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Name">The name that the form gives it; null where the body is the file.</param>
/// <param name="Password">The form's field <c>password</c>; null where there is none.</param>
internal sealed record UploadBody(Stream Content, string? Name, string? Password)
{
    /// <summary>The form's field, and the query parameter that is refused because URLs end up in logs.</summary>
    public const string PasswordKey = "password";

    /// <summary>Longest password, in characters: PDF knows 127 bytes.</summary>
    private const int MaxPassword = 200;

    private const string Multipart = "multipart/form-data";

    /// <returns>Null for a form without a file.</returns>
    public static async Task<UploadBody?> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Everything else is taken as it is, whatever it calls itself: curl calls any file an encoded form.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals(Multipart, StringComparison.OrdinalIgnoreCase))
            return new UploadBody(request.Body, null, null);
        string? boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            return null;

        var reader = new MultipartReader(boundary, request.Body);
        string? password = null;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file)
                return new UploadBody(content, file.FileName, password);
            if (section.AsFormDataSection() is { Name: PasswordKey } field)
                password = await ReadShortAsync(field, cancellationToken);
        }

        return null;
    }

    private static async Task<string> ReadShortAsync(FormMultipartSection field, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(field.Section.Body);
        char[] text = new char[MaxPassword];
        int length = await reader.ReadBlockAsync(text.AsMemory(), cancellationToken);
        return new string(text, 0, length);
    }
}
