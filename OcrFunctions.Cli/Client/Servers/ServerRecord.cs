using System.Text.Json;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>Record that a serving <c>./run</c> writes to its data folder, so that another one finds it.</summary>
/// <param name="Url">Where it listens.</param>
/// <param name="Process">Id of the app's process.</param>
/// <param name="Since">When it started to serve.</param>
/// <param name="Instance">Contained in every response of the app in the header <see cref="Header"/>: another program may have its port by
/// now.</param>
internal sealed record ServerRecord(Uri Url, int Process, DateTimeOffset Since, string Instance)
{
    public const string Header = "Ocr-Instance";

    private const string FileName = "server.json";

    /// <summary>Writes the record; it is deleted when the result is disposed.</summary>
    public static IDisposable Write(Uri url, string instance, TimeProvider time)
    {
        if (DataFolder.File(FileName) is not { } file)
            return new Removal(null);
        // Renamed only when complete: the other ./run waits for the name.
        string hidden = file + ".writing";
        File.WriteAllText(hidden,
            JsonSerializer.Serialize(new ServerRecord(url, Environment.ProcessId, time.GetUtcNow(), instance), PipelineJson.Options));
        File.Move(hidden, file, overwrite: true);
        return new Removal(file);
    }

    /// <returns>Null if there is none, or it cannot be read.</returns>
    public static ServerRecord? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ServerRecord>(File.ReadAllText(file), PipelineJson.Options);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the app that left the record answers at its address.</summary>
    public async Task<bool> RespondsAsync(CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(Url, ApiRoutes.Live), stop);
            return response.Headers.TryGetValues(Header, out IEnumerable<string>? values) && values.Contains(Instance);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return false;
        }
    }

    private sealed class Removal(string? file) : IDisposable
    {
        public void Dispose()
        {
            if (file is not null)
                File.Delete(file);
        }
    }
}
