using System.Net;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.LocalHost.Recordings;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>Settings from <c>host.json</c>, <c>local.settings.json</c> and the environment.</summary>
public sealed class ConfigurationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_environment_overrides_local_settings_and_leaves_out_functions()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host =
            await app.StartAsync(("PROBE_VALUE", "from the environment"), ("AzureWebJobs.Ping.Disabled", "true"),
                ("AzureWebJobs:Take:Disabled", "1"));

        Assert.Equal("from the environment",
            await (await app.GetAsync(host, "api/configured")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(host, "api/ping")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await app.Http.PostAsync(new Uri(host.Address, "api/take"), null, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_environment_overrides_host_json()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        using var folder = new ProbeFolder("host.json", """{ "version": "2.0", "functionTimeout": "soon" }""");

        (int code, string error) = await app.RefusedAsync(folder.Path);
        Assert.Equal((1, "host.json: functionTimeout 'soon' is not a time span such as 00:30:00."), (code, error));

        HostProcess host = await app.StartAsync(folder.Path, ("AzureFunctionsJobHost:functionTimeout", "00:10:00"));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(host, "api/ping")).StatusCode);
    }

    [Theory]
    [InlineData("host.json", "{ \"version\": ", "host.json is not valid: ")]
    [InlineData("local.settings.json", "{ \"Values\": ", "local.settings.json is not valid: ")]
    [InlineData("local.settings.json", "{ \"IsEncrypted\": true }", "local.settings.json is encrypted, ")]
    [InlineData("local.settings.json", "{}",
        "Function 'Beat': the setting 'PROBE_SCHEDULE', which '%PROBE_SCHEDULE%' refers to, is missing.")]
    public async Task A_file_that_cannot_be_used_is_refused_with_a_sentence(string file, string content, string reason)
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        using var folder = new ProbeFolder(file, content);

        (int code, string error) = await app.RefusedAsync(folder.Path, ($"AzureWebJobs.{ProbeHost.OwnTimer}.Disabled", "false"));

        Assert.Equal(1, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public async Task A_folder_without_an_app_is_refused_with_a_sentence()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        string folder = Directory.CreateTempSubdirectory("ocrfunctions-no-app-").FullName;

        (int code, string error) = await app.RefusedAsync(folder);

        Directory.Delete(folder);
        Assert.Equal((1, $"{folder} is not the build output of an isolated-worker Functions app: it has no worker.config.json."),
            (code, error));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_with_a_sentence()
    {
        await using var app = new ProbeApp(azurite.NewAccount());
        HostProcess host = await app.StartAsync();

        (int code, string error) = await HostProcess.RefusedAsync(ProbeHost.Folder, azurite.NewAccount(), port: host.Address.Port);

        Assert.Equal(
            (1, $"Port {host.Address.Port} of 127.0.0.1 is in use by another program or another instance of this app. Stop it or choose "
                + "another port."), (code, error));
    }
}
