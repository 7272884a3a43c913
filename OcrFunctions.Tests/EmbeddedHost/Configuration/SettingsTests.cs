using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Configuration;

/// <summary>Where settings come from and what they decide.</summary>
public sealed class SettingsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_of_local_settings_are_settings_and_the_starters_own_win()
    {
        const string Local = """{ "IsEncrypted": false, "Values": { "Colour": "red", "Deep__Size": 7, "Both": "local" }, /* */ "ConnectionStrings": { "Db": "x=y" } }""";
        await using TestApp app = await TestApp.StartAsync([typeof(Reads)], new() { ["Both"] = "starter" }, localSettings: Local);

        Assert.Equal("red 7 starter x=y", await app.Http.GetStringAsync("/api/reads", Stop));
    }

    [Fact]
    public async Task The_environment_wins_over_local_settings()
    {
        string name = "OCRFUNCTIONS_TEST_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(name, "environment");
        try
        {
            await using TestApp app = await TestApp.StartAsync(
                [typeof(Reads)], new() { ["Indirect"] = name }, localSettings: $$"""{ "Values": { "{{name}}": "local" } }""");

            Assert.Equal("environment", await app.Http.GetStringAsync("/api/indirect", Stop));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Theory]
    [InlineData("AzureWebJobs.Reads.Disabled", "true")]
    [InlineData("AzureWebJobs__Reads__Disabled", "1")]
    public async Task A_function_that_is_disabled_is_not_there(string setting, string value)
    {
        await using TestApp app = await TestApp.StartAsync([typeof(Reads)], new() { [setting] = value });

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/reads", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/api/indirect", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "overridableExistingInstanceStates": "Any" } } }""", "extensions:durableTask:overridableExistingInstanceStates")]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "storageProvider": { "type": "mssql" } } } }""", "'mssql'")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "batchSize": 99 } } }""", "extensions:queues:batchSize is '99'")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "soon" }""", "functionTimeout is 'soon'")]
    [InlineData("""{ "version": "1.0" }""", "version 1.0")]
    [InlineData("""{ "version": """, "host.json is not valid")]
    public async Task What_host_json_asks_for_and_cannot_have_stops_the_start(string hostJson, string named)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync([typeof(Reads)], hostJson: hostJson));

        Assert.Contains(named, error.Message);
    }

    [Fact]
    public async Task What_host_json_holds_besides_is_named_once_in_the_log()
    {
        const string HostJson =
            """{ "version": "2.0", "extensions": { "sendGrid": { "from": "a" }, "durableTask": { "hubName": "Hub", "tracing": { "traceReplayEvents": true } } }, "aggregator": { "batchSize": 1 } }""";
        await using TestApp app = await TestApp.StartAsync([typeof(Reads)], hostJson: HostJson);

        string line = Assert.Single(app.Log.Lines, l => l.Text.StartsWith("host.json")).Text;
        Assert.EndsWith(": aggregator:batchSize, extensions:durableTask:tracing:traceReplayEvents, extensions:sendGrid:from", line);
    }

    [Fact]
    public void host_json_is_read_with_the_real_hosts_defaults()
    {
        HostSettings defaults = HostSettings.Read(new ConfigurationBuilder().Build());

        Assert.Equal("api", defaults.RoutePrefix);
        Assert.Equal("TestHubName", defaults.HubName);
        Assert.Equal((16, 8, 5, TimeSpan.Zero, true), (defaults.Queues.BatchSize, defaults.Queues.NewBatchThreshold, defaults.Queues.MaxDequeueCount, defaults.Queues.VisibilityTimeout, defaults.Queues.Base64));
        Assert.Equal((8 * Environment.ProcessorCount, 5), (defaults.Blobs.MaxDegreeOfParallelism, defaults.Blobs.PoisonThreshold));
    }

    [Theory]
    [InlineData("AzureWebJobsPages", "from the prefix")]
    [InlineData("Pages", "plain")]
    [InlineData("ConnectionStrings:Pages", "among connection strings")]
    public void A_connection_is_found_under_each_of_its_names(string key, string value)
    {
        var settings = new AppSettings(Configuration((key, value)));

        Assert.Equal(value, settings.ConnectionString("Pages", "a test"));
    }

    [Fact]
    public void A_missing_connection_is_named_and_so_is_one_made_of_parts()
    {
        Assert.Contains("'AzureWebJobsStorage' is missing", Assert.Throws<InvalidOperationException>(() => new AppSettings(Configuration()).ConnectionString(null, "a test")).Message);
        Assert.Contains("identity", Assert.Throws<InvalidOperationException>(() => new AppSettings(Configuration(("AzureWebJobsStorage:accountName", "x"))).ConnectionString(null, "a test")).Message);
    }

    [Fact]
    public void The_host_id_follows_the_apps_name_and_not_its_folder()
    {
        Assert.Equal("ocrfunctions-local", new AppSettings(Configuration()).HostId("OcrFunctions.Local"));
        Assert.Equal("mine", new AppSettings(Configuration((SettingKeys.HostId, "mine"))).HostId("OcrFunctions.Local"));
        Assert.Throws<InvalidOperationException>(() => new AppSettings(Configuration((SettingKeys.HostId, "Not Mine"))).HostId("OcrFunctions.Local"));
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();

    private sealed class Reads(IConfiguration configuration)
    {
        [Function("Reads")]
        public IActionResult All([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new OkObjectResult($"{configuration["Colour"]} {configuration["Deep:Size"]} {configuration["Both"]} {configuration.GetConnectionString("Db")}");

        [Function("Indirect")]
        public IActionResult Indirect([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            new OkObjectResult(configuration[configuration["Indirect"] ?? "nothing"] ?? "unset");
    }
}
