using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>The processes of an app: the local host, its worker, and the server of a scripted engine.</summary>
/// <param name="Host">Host and worker.</param>
/// <param name="Engine">Null if the app has another engine.</param>
/// <param name="Settings">The app's settings.</param>
internal sealed record RunningApp(HostProcess Host, ScriptedEngineServer? Engine, Dictionary<string, string?> Settings) : IAsyncDisposable
{
    /// <summary>Connection string of its storage.</summary>
    public string Account => Settings[StorageNames.ConnectionSetting]!;

    public static async Task<RunningApp> StartAsync(string account, ScriptedEngine? engine, Dictionary<string, string?> settings, int port)
    {
        ScriptedEngineServer? server = engine is null ? null : new ScriptedEngineServer(engine);
        var all = new Dictionary<string, string?>(server?.Settings ?? []) { [StorageNames.ConnectionSetting] = account };
        foreach ((string name, string? value) in settings)
            all[name] = value;
        try
        {
            return new RunningApp(await HostProcess.StartAsync(AppHarness.AppFolder, account, ForProcess(all), port), server, all);
        }
        catch when (server is not null)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (Engine is not null)
            await Engine.DisposeAsync();
    }

    private static Dictionary<string, string> ForProcess(Dictionary<string, string?> settings)
    {
        var given = settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key, setting => setting.Value!);
        given.TryAdd("AzureFunctionsJobHost:logging:logLevel:default", "Error");
        return given;
    }
}
