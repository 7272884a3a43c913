using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using OcrFunctions.Http;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Local.Terminal;

/// <summary>The app's own HTTP API, as the console uses it.</summary>
internal sealed class ApiClient(Uri baseAddress, IServiceProvider services)
{
    private readonly HttpClient _http = new() { BaseAddress = baseAddress, Timeout = TimeSpan.FromMinutes(10) };

    /// <returns>The document's id.</returns>
    public async Task<string> SubmitAsync(string file, string? language, CancellationToken stop)
    {
        if (new FileInfo(file).Length > UploadLimit.MaxBytes)
            return await DropAsync(file, language, stop);

        await using FileStream body = File.OpenRead(file);
        string query = $"name={Uri.EscapeDataString(Path.GetFileName(file))}" + (language is null ? "" : $"&language={Uri.EscapeDataString(language)}");
        using HttpResponseMessage answer = await _http.PostAsync($"api/documents?{query}", new StreamContent(body), stop);
        JsonObject content = (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
        return answer.IsSuccessStatusCode ? (string)content["id"]! : throw new HostStartException($"{file}: {content["detail"]}");
    }

    public async Task<JsonObject> StatusAsync(string id, CancellationToken stop)
    {
        using HttpResponseMessage answer = await _http.GetAsync($"api/documents/{id}", stop);
        // A file that went straight to storage is known once the trigger has seen it.
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return new JsonObject { ["status"] = "NotStarted", ["progress"] = new JsonObject() };
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
    }

    public Task<string> TextAsync(string id, CancellationToken stop) => _http.GetStringAsync($"api/documents/{id}/text", stop);

    /// <summary>All pages with their words, however many requests that takes.</summary>
    public async Task<JsonArray> PagesAsync(string id, CancellationToken stop)
    {
        var pages = new JsonArray();
        for (string? next = $"api/documents/{id}/pages?top=100"; next is not null;)
        {
            JsonObject part = (await _http.GetFromJsonAsync<JsonObject>(next, stop))!;
            foreach (JsonNode? page in part["value"]!.AsArray())
                pages.Add(page!.DeepClone());
            next = (string?)part["nextLink"];
        }

        return pages;
    }

    /// <summary>Too large for HTTP: the file goes straight into the container, where the trigger finds it.</summary>
    private async Task<string> DropAsync(string file, string? language, CancellationToken stop)
    {
        BlobContainerClient container = services.GetRequiredService<StorageClients>().Blobs.GetBlobContainerClient(StorageNames.Documents);
        BlobClient blob = container.GetBlobClient($"console/{Guid.NewGuid():N}/{Path.GetFileName(file)}");
        var options = new BlobUploadOptions { Metadata = language is null ? null : new Dictionary<string, string> { [DocumentOptions.LanguageKey] = language } };
        BlobContentInfo stored = await blob.UploadAsync(file, options, stop);
        return DocumentId.Of(BlobSource.Of(container.Name, blob.Name, stored.ETag));
    }
}
