using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Cli.Client.Api;

/// <summary>The app's own HTTP API, as the console uses it.</summary>
/// <param name="baseAddress">Where the app listens.</param>
/// <param name="storage">Its storage, for files that are too large for HTTP.</param>
internal sealed class ApiClient(Uri baseAddress, Func<BlobServiceClient> storage) : IDisposable
{
    // This machine is reached without a proxy, whatever the environment specifies.
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = baseAddress, Timeout = TimeSpan.FromMinutes(10) };

    public Uri Address => baseAddress;

    /// <returns>The document's id.</returns>
    /// <exception cref="RefusedException">The app refuses it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string> SubmitAsync(Submission submission, CancellationToken stop)
    {
        if (new FileInfo(submission.Path).Length > ApiLimits.MaxBodyBytes)
            return await UploadAsync(submission, stop);

        await using FileStream file = File.OpenRead(submission.Path);
        IEnumerable<string> query =
            submission.Texts().Prepend(new(ApiParameters.Name, submission.Name))
                .Select(text => $"{text.Key}={Uri.EscapeDataString(text.Value)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiRoutes.Documents}?{string.Join('&', query)}");
        request.Content = new StreamContent(file);
        return (string)(await SendAsync(request, submission.Options.Password, stop))["id"]!;
    }

    /// <summary>Requeues a document that requires a password, with one.</summary>
    public async Task RequeueAsync(string id, string password, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiRoutes.Requeue(id));
        await SendAsync(request, password, stop);
    }

    public async Task<JsonObject> StatusAsync(string id, CancellationToken stop)
    {
        using HttpResponseMessage response = await _http.GetAsync(ApiRoutes.Document(id), stop);
        // A file uploaded directly to storage is known once the trigger has seen it.
        if (response.StatusCode == HttpStatusCode.NotFound)
            return new JsonObject { ["status"] = nameof(DocumentStatus.NotStarted), ["progress"] = new JsonObject() };
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>(stop))!;
    }

    /// <summary>Documents that match a query, newest first; only the first page.</summary>
    public async Task<JsonArray> ListAsync(string query, CancellationToken stop) =>
        (await _http.GetFromJsonAsync<JsonObject>($"{ApiRoutes.Documents}?{query}", stop))!["value"]!.AsArray();

    /// <summary>A document in one of its formats.</summary>
    /// <returns>Null if it was not written.</returns>
    public async Task<Stream?> ExportAsync(string id, string format, CancellationToken stop)
    {
        HttpResponseMessage response = await _http.GetAsync(ApiRoutes.Export(id, format), HttpCompletionOption.ResponseHeadersRead, stop);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            response.Dispose();
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStreamAsync(stop);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> SendAsync(HttpRequestMessage request, string? password, CancellationToken stop)
    {
        if (password is not null)
            request.Headers.Add(ApiHeaders.Password, password);
        using HttpResponseMessage response = await _http.SendAsync(request, stop);
        JsonObject content = (await response.Content.ReadFromJsonAsync<JsonObject>(stop))!;
        return response.IsSuccessStatusCode ? content
            : throw new RefusedException((string?)content["code"] ?? response.StatusCode.ToString(),
                (string?)content["detail"] ?? "The app refused the request.");
    }

    /// <summary>Too large for HTTP: the file is uploaded directly to the container, where the trigger finds it.</summary>
    private async Task<string> UploadAsync(Submission submission, CancellationToken stop)
    {
        BlobContainerClient container = storage().GetBlobContainerClient(StorageNames.Documents);
        BlobClient blob = container.GetBlobClient($"console/{Guid.NewGuid():N}/{Path.GetFileName(submission.Path)}");
        BlobContentInfo stored =
            await blob.UploadAsync(submission.Path, new BlobUploadOptions { Metadata = submission.Texts().ToDictionary() }, stop);
        return DocumentId.Of(BlobSource.Of(container.Name, blob.Name, stored.ETag));
    }
}

/// <summary>A file and its options.</summary>
/// <param name="Path">Where the file is.</param>
/// <param name="Name">Its name in the app.</param>
/// <param name="Options">Options for reading it.</param>
/// <param name="ExternalId">Our own id of it; null if it needs none.</param>
internal sealed record Submission(string Path, string Name, OcrRequestOptions Options, string? ExternalId = null)
{
    public IEnumerable<KeyValuePair<string, string>> Texts() =>
        ExternalId is null ? Options.Texts : Options.Texts.Append(new(DocumentOptions.ExternalIdKey, ExternalId));
}

/// <summary>The app refused a request, with the code and the message of its response.</summary>
internal sealed class RefusedException(string code, string message) : Exception(message)
{
    public string Code => code;
}
