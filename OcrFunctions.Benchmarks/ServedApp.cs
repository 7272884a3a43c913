using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Benchmarks.Latency;

namespace OcrFunctions.Benchmarks;

/// <summary>An app that serves on this machine, as a client sees it.</summary>
internal sealed class ServedApp(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <param name="file">The document.</param>
    /// <param name="query">Its name and options, as of the request.</param>
    /// <returns>Its id.</returns>
    public async Task<string> PostAsync(HttpContent file, string query)
    {
        using HttpResponseMessage answer = await _http.PostAsync("api/documents?" + query, file);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    public async Task<JsonObject> StatusAsync(string id) => (await _http.GetFromJsonAsync<JsonObject>($"api/documents/{id}"))!;

    /// <summary>Whether the app has a document; a dropped file has none before the trigger has found it.</summary>
    public async Task<bool> KnowsAsync(string id)
    {
        using HttpResponseMessage answer = await _http.GetAsync($"api/documents/{id}");
        return answer.StatusCode != HttpStatusCode.NotFound;
    }

    /// <summary>The result of a page.</summary>
    public async Task<JsonObject> PageAsync(string id, int page) =>
        (await _http.GetFromJsonAsync<JsonObject>($"api/documents/{id}/pages/{page}"))!;

    /// <summary>History of an orchestration, from the HTTP API of the Durable extension. Waits until it has ended.</summary>
    public async Task<DurableHistory> HistoryAsync(string instance, TimeSpan poll)
    {
        while (true)
        {
            string url = $"runtime/webhooks/durabletask/instances/{instance}?showHistory=true&showInput=false";
            JsonObject status = (await _http.GetFromJsonAsync<JsonObject>(url))!;
            if ((string)status["runtimeStatus"]! is not ("Running" or "Pending"))
                return new DurableHistory(status);
            await Task.Delay(poll);
        }
    }

    public Task CancelAsync(string id) => _http.PostAsync($"api/documents/{id}/cancel", null);

    /// <summary>Waits until a document is finished.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="poll">Time between two requests.</param>
    /// <param name="onceAllPagesAreRead">The same while it is being finished; null for no other.</param>
    /// <returns>Its status.</returns>
    public async Task<JsonObject> EndAsync(string id, TimeSpan poll, TimeSpan? onceAllPagesAreRead = null)
    {
        while (true)
        {
            JsonObject document = await StatusAsync(id);
            if ((string)document["status"]! is not ("NotStarted" or "Running"))
                return document;
            await Task.Delay(IsRead(document["progress"]!) ? onceAllPagesAreRead ?? poll : poll);
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsRead(JsonNode progress) =>
        (int?)progress["pagesTotal"] == (int)progress["pagesDone"]! + (int)progress["pagesFailed"]!;
}
