using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Http;
using OcrFunctions.Local.Reading;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Local.Server;

/// <summary>The app's own HTTP API, as the console uses it.</summary>
/// <param name="baseAddress">Where the app listens.</param>
/// <param name="storage">Its storage, for files that are too large for HTTP.</param>
internal sealed class ApiClient(Uri baseAddress, Func<BlobServiceClient> storage) : IDisposable
{
    // This machine is reached without a proxy, whatever the environment says of one.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = baseAddress, Timeout = TimeSpan.FromMinutes(10) };

    public Uri Address => baseAddress;

    /// <returns>The document's id.</returns>
    /// <exception cref="RefusedException">The app does not take it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string> SubmitAsync(Submission submission, CancellationToken stop)
    {
        if (new FileInfo(submission.Path).Length > UploadLimit.MaxBytes)
            return await DropAsync(submission, stop);

        await using FileStream file = File.OpenRead(submission.Path);
        IEnumerable<string> query = submission.Texts().Prepend(new("name", submission.Name)).Select(text => $"{text.Key}={Uri.EscapeDataString(text.Value!)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/documents?{string.Join('&', query)}") { Content = new StreamContent(file) };
        return (string)(await SendAsync(request, submission.Wishes.Password, stop))["id"]!;
    }

    /// <summary>Sends a document that wants a password again, with one.</summary>
    public async Task RequeueAsync(string id, string password, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/documents/{id}/requeue");
        await SendAsync(request, password, stop);
    }

    public async Task<JsonObject> StatusAsync(string id, CancellationToken stop)
    {
        using HttpResponseMessage answer = await _http.GetAsync($"api/documents/{id}", stop);
        // A file that went straight to storage is known once the trigger has seen it.
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return new JsonObject { ["status"] = nameof(DocumentStatus.NotStarted), ["progress"] = new JsonObject() };
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
    }

    /// <summary>Documents that a query finds, newest first; only the first of many.</summary>
    public async Task<JsonArray> ListAsync(string query, CancellationToken stop) =>
        (await _http.GetFromJsonAsync<JsonObject>($"api/documents?{query}", stop))!["value"]!.AsArray();

    /// <summary>A document in one of its forms.</summary>
    /// <returns>Null where it was not written.</returns>
    public async Task<Stream?> FormAsync(string id, string format, CancellationToken stop)
    {
        HttpResponseMessage answer = await _http.GetAsync($"api/documents/{id}/{format}", HttpCompletionOption.ResponseHeadersRead, stop);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            answer.Dispose();
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStreamAsync(stop);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> SendAsync(HttpRequestMessage request, string? password, CancellationToken stop)
    {
        if (password is not null)
            request.Headers.Add(UploadDocument.PasswordHeader, password);
        using HttpResponseMessage answer = await _http.SendAsync(request, stop);
        JsonObject content = (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
        return answer.IsSuccessStatusCode ? content : throw new RefusedException((string?)content["code"] ?? answer.StatusCode.ToString(), (string?)content["detail"] ?? "The app did not take it.");
    }

    /// <summary>Too large for HTTP: the file goes straight into the container, where the trigger finds it.</summary>
    private async Task<string> DropAsync(Submission submission, CancellationToken stop)
    {
        BlobContainerClient container = storage().GetBlobContainerClient(StorageNames.Documents);
        BlobClient blob = container.GetBlobClient($"console/{Guid.NewGuid():N}/{Path.GetFileName(submission.Path)}");
        BlobContentInfo stored = await blob.UploadAsync(submission.Path, new BlobUploadOptions { Metadata = submission.Texts().ToDictionary(text => text.Key, text => text.Value!) }, stop);
        return DocumentId.Of(BlobSource.Of(container.Name, blob.Name, stored.ETag));
    }
}

/// <summary>A file and what is to be done with it.</summary>
/// <param name="Path">Where the file is.</param>
/// <param name="Name">Its name in the app.</param>
/// <param name="Wishes">How it is to be read.</param>
/// <param name="ExternalId">Our own id of it; null where it needs none.</param>
internal sealed record Submission(string Path, string Name, Wishes Wishes, string? ExternalId = null)
{
    public IEnumerable<KeyValuePair<string, string?>> Texts() =>
        ExternalId is null ? Wishes.Texts() : Wishes.Texts().Append(new(DocumentOptions.ExternalIdKey, ExternalId));
}

/// <summary>The app refused something, with the code and the sentence of its answer.</summary>
internal sealed class RefusedException(string code, string message) : Exception(message)
{
    public string Code => code;
}
