using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Http;

/// <summary>
/// The file in an upload: the body itself, or the one file of a multipart form. It is streamed, not buffered; fields of the form may be
/// before it and after it.
/// </summary>
internal sealed class UploadBody
{
    /// <summary>Maximum length of a field, in characters; a longer one exceeds the maximum of any option, and is refused as such.</summary>
    private const int MaxField = DocumentOptions.MaxPages + 1;

    private const string Multipart = "multipart/form-data";

    /// <summary>Maximum length of a boundary, by RFC 2046.</summary>
    private const int MaxBoundary = 70;

    private static readonly HashSet<string> Known =
        [ApiParameters.Name, ApiParameters.Password, .. DocumentOptions.All.Select(option => option.Key)];

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly MultipartReader? _form;
    private int _fieldsRead;

    private UploadBody(Stream content) => Content = content;

    private UploadBody(MultipartReader form)
    {
        _form = form;
        Content = Stream.Null;
    }

    /// <summary>The file's bytes.</summary>
    public Stream Content { get; private set; }

    /// <summary>The file's name in the form; null if the body is the file.</summary>
    public string? FileName { get; private set; }

    /// <summary>The password in the form; null if there is none.</summary>
    public Secret? Password => Secret.Of(Field(ApiParameters.Password));

    /// <summary>A field of the form as far as it has been read: an option, <c>name</c> or <c>password</c>; null if there is none.</summary>
    public string? Field(string name) => _fields.GetValueOrDefault(name);

    /// <exception cref="UploadRefusedException">A form without a boundary or without a file.</exception>
    /// <exception cref="InvalidDataException">A malformed form.</exception>
    /// <exception cref="IOException">A form that ends too early.</exception>
    public static async Task<UploadBody> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Everything else is taken as it is, whatever its content type: curl declares any file as an encoded form.
        if (request.ContentType?.StartsWith(Multipart, StringComparison.OrdinalIgnoreCase) != true)
            return new UploadBody(request.Body);

        var form = new MultipartReader(Boundary(request.ContentType), request.Body);
        var body = new UploadBody(form);
        if (await body.ReadToFileAsync(form, cancellationToken) is not { FileStream: { } content } file)
            throw new UploadRefusedException(HttpErrorCodes.NoFile,
                "The form contains no file. Add one, or send the file as the body: POST /api/documents?name=scan.pdf.");
        body.Content = content;
        body.FileName = file.FileName;
        return body;
    }

    /// <summary>Reads the form to its end, after the content.</summary>
    /// <returns>Whether there were further fields.</returns>
    /// <exception cref="UploadRefusedException">A form with a second file.</exception>
    /// <exception cref="InvalidDataException">A malformed form.</exception>
    /// <exception cref="IOException">A form that ends too early.</exception>
    public async Task<bool> CompleteAsync(CancellationToken cancellationToken)
    {
        if (_form is null)
            return false;
        int before = _fieldsRead;
        return await ReadToFileAsync(_form, cancellationToken) is null ? _fieldsRead > before
            : throw new UploadRefusedException(HttpErrorCodes.MultipleFiles,
                "The form contains more than one file. Nothing of it was stored; send each file in a request of its own.");
    }

    private static string Boundary(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= MaxBoundary } boundary ? boundary
            : throw new UploadRefusedException(HttpErrorCodes.MalformedForm,
                $"The content type {Multipart} requires the parameter 'boundary', of at most {MaxBoundary} characters.");

    /// <summary>Reads fields up to the next file; null at the end of the form.</summary>
    private async Task<FileMultipartSection?> ReadToFileAsync(MultipartReader form, CancellationToken cancellationToken)
    {
        while (await form.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { } file)
                return file;
            if (section.AsFormDataSection() is not { } field || !Known.Contains(field.Name))
                continue;
            _fields[field.Name] = await ReadLimitedAsync(field, cancellationToken);
            _fieldsRead++;
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
