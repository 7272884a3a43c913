using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.LocalHost.Recordings;

namespace OcrFunctions.Tests.Faults;

/// <summary>Storage calls, counted on the wire. By hand: FAULTS_ACTIVITIES=2000.</summary>
[Collection(RunsAlone.Name)]
public sealed class StorageCostTests(AzuriteFixture azurite)
{
    /// <summary>As many activities as one chunk of a document has pages.</summary>
    private const int PerInstance = 32;

    /// <summary>As <c>./run</c> polls.</summary>
    private static readonly Dictionary<string,
        string?> SingleMachineSettings = new(OcrFunctions.Cli.Client.Servers.SingleMachineSettings.Settings(hasOwnStorage: true));

    [Fact]
    public async Task An_idle_app_makes_at_most_eight_calls_a_second()
    {
        var asked = new ConcurrentDictionary<string, int>();
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.NewAccount(), request => Note(asked, request));
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), proxy.Account, SingleMachineSettings);
        await app.EndAsync((string)(await app.PostAsync([1]))["id"]!);
        // Polling slows down to its longest interval first.
        await Task.Delay(TimeSpan.FromSeconds(5), AppHarness.Stop);
        var time = TimeSpan.FromSeconds(10);

        asked.Clear();
        int before = proxy.Calls;
        await Task.Delay(time, AppHarness.Stop);
        double perSecond = (proxy.Calls - before) / time.TotalSeconds;

        TestContext.Current.SendDiagnosticMessage(
            $"idle: {perSecond:F1} storage calls a second: {string.Join(", ", asked.Select(a => $"{a.Key} {a.Value}"))}");
        Assert.InRange(perSecond, 0.1, 8);
    }

    [Fact]
    public async Task An_activity_costs_the_same_few_calls_in_small_work_and_in_large()
    {
        Repository.SharedFile("host-traces", "ProbeFunctions.cs");
        int most = int.Parse(Environment.GetEnvironmentVariable("FAULTS_ACTIVITIES") ?? "480", CultureInfo.InvariantCulture);
        await using StorageProxy proxy = await StorageProxy.StartAsync(azurite.NewAccount(), _ => default);
        await using HostProcess host = await HostProcess.StartAsync(ProbeHost.Folder, proxy.Account, WithoutTriggers());
        using var http = new HttpClient { BaseAddress = host.Address };
        await CostAsync(PerInstance);

        double small = await CostAsync(3 * PerInstance), large = await CostAsync(most);

        TestContext.Current.SendDiagnosticMessage($"storage calls for an activity: {small:F2} of {3 * PerInstance}, {large:F2} of {most}");
        Assert.InRange(small, 1, 7);
        Assert.InRange(large, 1, Math.Min(7, small * 1.2));

        async Task<double> CostAsync(int activities)
        {
            // Empty polls of an idle host are not a cost of an activity.
            int before = proxy.Calls - proxy.EmptyPolls;
            for (int done = 0; done < activities; done += PerInstance)
                await FanOutAsync(http, Guid.NewGuid().ToString("N"));
            return (proxy.Calls - proxy.EmptyPolls - before) / (double)activities;
        }
    }

    /// <summary>Periodic polling by triggers is not a cost of an activity.</summary>
    private static Dictionary<string, string> WithoutTriggers() => SingleMachineSettings
        .Concat(ProbeHost.Polling.Append(ProbeHost.OwnTimer)
            .Select(function => KeyValuePair.Create<string, string?>($"AzureWebJobs.{function}.Disabled", "true")))
        .ToDictionary(setting => setting.Key, setting => setting.Value!);

    private static async Task FanOutAsync(HttpClient http, string id)
    {
        using HttpResponseMessage started =
            await http.PostAsync($"api/start?name=FanOut&id={id}", new StringContent($"{PerInstance}"), AppHarness.Stop);
        started.EnsureSuccessStatusCode();
        await AppHarness.UntilAsync(async () =>
        {
            // Asked rarely: asking costs too.
            await Task.Delay(500, AppHarness.Stop);
            using HttpResponseMessage status = await http.GetAsync($"runtime/webhooks/durabletask/instances/{id}", AppHarness.Stop);
            return (string?)(await status.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["runtimeStatus"] == "Completed";
        }, $"FanOut {id} ended");
    }

    private static Fault Note(ConcurrentDictionary<string, int> asked, HttpRequest request)
    {
        asked.AddOrUpdate($"{request.Method} {request.Path}", 1, (_, n) => n + 1);
        return default;
    }
}
