using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace OcrFunctions.Http;

/// <summary>The file in an upload: the body itself, or the first file of a multipart form. It is streamed, not held.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Name">The name that the form gives it; null where the body is the file.</param>
internal sealed record UploadBody(Stream Content, string? Name)
{
    private const string Multipart = "multipart/form-data";

    /// <returns>Null for a form without a file.</returns>
    public static async Task<UploadBody?> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Everything else is taken as it is, whatever it calls itself: curl calls any file an encoded form.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals(Multipart, StringComparison.OrdinalIgnoreCase))
            return new UploadBody(request.Body, null);
        string? boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
            return null;

        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file)
                return new UploadBody(content, file.FileName);
        }

        return null;
    }
}
