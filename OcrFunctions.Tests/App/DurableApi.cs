using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace OcrFunctions.Tests.App;

/// <summary>The HTTP API of the durable extension, by which orchestrations are inspected and controlled from outside the app.</summary>
/// <param name="http">Its base address is the host's.</param>
internal sealed class DurableApi(HttpClient http)
{
    private const string Root = "runtime/webhooks/durabletask/", ContinuationHeader = "x-ms-continuation-token";

    /// <returns>Null if the instance does not exist.</returns>
    public async Task<DurableInstance?> FindAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await http.GetAsync($"{Root}instances/{id}?showInput=false", cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? null
            : await Accepted(answer).Content.ReadFromJsonAsync<DurableInstance>(cancellationToken);
    }

    /// <param name="idPrefix">What the ids begin with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async IAsyncEnumerable<DurableInstance> ListAsync(string idPrefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = "";
        while (next is not null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}instances?showInput=false&instanceIdPrefix={idPrefix}");
            if (next.Length > 0)
                request.Headers.Add(ContinuationHeader, next);
            using HttpResponseMessage answer = Accepted(await http.SendAsync(request, cancellationToken));
            foreach (DurableInstance instance in (await answer.Content.ReadFromJsonAsync<DurableInstance[]>(cancellationToken))!)
                yield return instance;
            next = answer.Headers.TryGetValues(ContinuationHeader, out IEnumerable<string>? tokens) ? tokens.First() : null;
        }
    }

    /// <summary>Starts an orchestration unless one with that id is running; one that has ended runs again.</summary>
    /// <param name="function">The orchestrator function's name.</param>
    /// <param name="id">Id of the instance.</param>
    /// <param name="input">Its input, as JSON.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task StartAsync<T>(string function, string id, T input, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer =
            await http.PostAsync($"{Root}orchestrators/{function}/{id}", JsonContent.Create(input, options: new()), cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Conflict)
            Accepted(answer);
    }

    /// <summary>Terminates an instance; succeeds if it has ended meanwhile.</summary>
    public async Task TerminateAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await http.PostAsync($"{Root}instances/{id}/terminate", null, cancellationToken);
        if (answer.StatusCode is not (HttpStatusCode.Gone or HttpStatusCode.NotFound))
            Accepted(answer);
    }

    /// <summary>Removes an ended instance; succeeds if it was already removed.</summary>
    public async Task PurgeAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await http.DeleteAsync($"{Root}instances/{id}", cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
            Accepted(answer);
    }

    /// <summary>Removes every ended instance that was created before a given time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeBeforeAsync(DateTimeOffset created, CancellationToken cancellationToken)
    {
        string to = Uri.EscapeDataString(created.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        string statuses = string.Join(',', DurableInstance.FinalStatuses);
        string url = $"{Root}instances?createdTimeFrom=2000-01-01T00:00:00Z&createdTimeTo={to}&runtimeStatus={statuses}";
        using HttpResponseMessage answer = await http.DeleteAsync(url, cancellationToken);
        // This response means that there was none.
        return answer.StatusCode == HttpStatusCode.NotFound ? 0
            : (int)(await Accepted(answer).Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["instancesDeleted"]!;
    }

    private static HttpResponseMessage Accepted(HttpResponseMessage answer) => answer.EnsureSuccessStatusCode();
}
