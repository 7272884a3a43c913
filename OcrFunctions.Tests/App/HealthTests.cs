using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Responses to probes.</summary>
public sealed class HealthTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_app_whose_storage_and_engine_respond_is_ready_and_lists_its_checks()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine: null);

        using HttpResponseMessage answer = await app.Http.GetAsync("api/health/ready", AppHarness.Stop);
        JsonObject body = (await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;

        Assert.Equal((HttpStatusCode.OK, "no-store"), (answer.StatusCode, $"{answer.Headers.CacheControl}"));
        Assert.Equal("Healthy", (string?)body["status"]);
        Dictionary<string,
            string> details = body["checks"]!.AsArray().ToDictionary(check => (string)check!["name"]!, check => (string)check!["detail"]!);
        Assert.Equal(["blobs", "engine", "languages", "queues", "tables"], details.Keys.Order());
        Assert.Matches(
            @"^Tesseract 5\.\d+\.\d+\S*, leptonica \d+\.\d+\S*, accelerated: (on \(avx\w+\)|off \(.+\)), second reader: none \(.+\)\.$",
            details["engine"]);
        Assert.Matches(@"^\d+ installed, eng is the default\.$", details["languages"]);
    }

    [Fact]
    public async Task Unavailable_storage_makes_the_app_not_ready_but_live_and_the_response_has_no_secrets()
    {
        bool refuses = false;
        // Only the check looks for this row.
        await using StorageProxy proxy = await StorageProxy.StartAsync(
            azurite.NewAccount(),
            request => refuses && $"{request.Path}".Contains("'health'", StringComparison.Ordinal) ? new Fault(FaultKind.Refuse, 403)
                : default);
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), proxy.Account);
        refuses = true;

        using HttpResponseMessage answer = await app.Http.GetAsync("api/health/ready", AppHarness.Stop);
        string text = await answer.Content.ReadAsStringAsync(AppHarness.Stop);
        JsonNode problem = JsonNode.Parse(text)!;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(("NotReady", 503), ((string?)problem["code"], (int?)problem["status"]));
        Assert.StartsWith("tables: ", (string?)problem["detail"]);
        Assert.Equal(["tables"],
            problem["checks"]!.AsArray().Where(check => (string?)check!["status"] != "Healthy").Select(check => (string)check!["name"]!));
        Assert.DoesNotContain("127.0.0.1", text);
        Assert.DoesNotContain("AccountKey", text);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("api/health/live", AppHarness.Stop)).StatusCode);
    }

    [Fact]
    public async Task Frequent_readiness_requests_run_the_checks_only_once_in_a_while()
    {
        int asked = 0;
        var engine = new ScriptedEngine();
        Func<CancellationToken, Task<EngineDescription>> describe = engine.OnDescribe;
        engine.OnDescribe = stop =>
        {
            Interlocked.Increment(ref asked);
            return describe(stop);
        };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.Http.GetStringAsync("api/health/ready", AppHarness.Stop)));

        // Once, or a second time if the fifty took longer than a result is cached.
        Assert.InRange(asked, 1, 2);
    }

    [Fact]
    public async Task A_missing_engine_and_a_missing_default_language_are_named()
    {
        var engine =
            new ScriptedEngine
            {
                OnDescribe =
                _ => throw new EngineRefusedException(new EngineError(EngineErrorCodes.EngineNotInstalled, "Install Tesseract 5."))
            };
        await using AppHarness none = await AppHarness.StartAsync(azurite, engine);
        await using AppHarness other =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { ["Ocr:DefaultLanguage"] = "eng+nld" });

        Assert.Contains("engine: EngineNotInstalled: Install Tesseract 5.", await DetailAsync(none));
        Assert.Contains("no model is installed for nld", await DetailAsync(other));
        using HttpResponseMessage languages = await none.Http.GetAsync("api/languages", AppHarness.Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, languages.StatusCode);
        Assert.Equal("EngineNotInstalled", (string?)(await languages.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["code"]);
    }

    private static async Task<string> DetailAsync(AppHarness app)
    {
        using HttpResponseMessage answer = await app.Http.GetAsync("api/health/ready", AppHarness.Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["detail"]!;
    }
}
