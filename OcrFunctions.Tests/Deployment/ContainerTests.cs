using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Deployment;

/// <summary>The image of the local host: its Dockerfile's steps in a plain Debian, then a document in it.</summary>
public sealed class ContainerTests(AzuriteFixture azurite, DebianRoot debian) : IClassFixture<DebianRoot>
{
    private const string Key = "key-of-the-container";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_is_read_by_a_user_without_rights_on_a_read_only_root()
    {
        Assert.SkipWhen(debian.Missing is not null, debian.Missing ?? "");
        int port = FreePort.Find();
        var environment = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = azurite.NewAccount(),
            ["LocalHost__FunctionKey"] = Key,
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
        };
        using Process container = Process.Start(debian.InContainer(environment, "/opt/ocrfunctions/container.sh", "run"))!;
        Task<string> output = container.StandardOutput.ReadToEndAsync(Stop), errors = container.StandardError.ReadToEndAsync(Stop);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        http.DefaultRequestHeaders.Add("x-functions-key", Key);
        try
        {
            await AppHarness.UntilAsync(async () => container.HasExited || await IsHealthyAsync(environment), "the container is ready");
            Assert.False(container.HasExited, container.HasExited ? await output + await errors : "");

            string readiness = await http.GetStringAsync("api/health/ready", Stop);
            Assert.Contains("accelerated: ", readiness, StringComparison.Ordinal);
            JsonNode languages = (await http.GetFromJsonAsync<JsonNode>("api/languages", Stop))!;
            Assert.Contains("deu", languages.ToJsonString(), StringComparison.Ordinal);

            using var scan = new ByteArrayContent(await File.ReadAllBytesAsync(Repository.File("samples", "letter.pdf"), Stop));
            using HttpResponseMessage posted = await http.PostAsync("api/documents?name=letter.pdf", scan, Stop);
            string id = (string)(await posted.Content.ReadFromJsonAsync<JsonNode>(Stop))!["id"]!;
            JsonNode document = posted.IsSuccessStatusCode ? await EndAsync(http, id) : throw new InvalidOperationException(id);

            Assert.Equal("Succeeded", (string)document["status"]!);
            Assert.Contains("Harbour Office", await http.GetStringAsync($"api/documents/{id}/text", Stop), StringComparison.Ordinal);
            Assert.NotEmpty(Users(container.Id));
            Assert.All(Users(container.Id), user => Assert.Equal("10001", user));
        }
        finally
        {
            if (!container.HasExited)
                await Signal.SendAsync("TERM", container.Id);
            await container.WaitForExitAsync(Stop);
        }

        Assert.True(container.ExitCode == 0, $"exit code {container.ExitCode}: {await output}{await errors}");
    }

    [Fact]
    public async Task Nothing_but_the_temporary_folder_can_be_written()
    {
        Assert.SkipWhen(debian.Missing is not null, debian.Missing ?? "");

        (int code, string said) = await DebianRoot.RunAsync(debian.InContainer(new Dictionary<string, string>(), "bash", "-c",
            "touch /tmp/here && ! touch /opt/ocrfunctions/app/here && ! touch /etc/here && ! touch /here"), Stop);

        Assert.True(code == 0, said);
    }

    [Theory]
    [InlineData("LocalHost__FunctionKey", "The setting AzureWebJobsStorage is missing")]
    [InlineData("AzureWebJobsStorage", "set LocalHost__FunctionKey to a key that requests must carry")]
    public async Task A_missing_setting_ends_the_container_with_one_sentence(string given, string expected)
    {
        Assert.SkipWhen(debian.Missing is not null, debian.Missing ?? "");
        var environment = new Dictionary<string, string> { [given] = given == "AzureWebJobsStorage" ? azurite.NewAccount() : Key };

        (int code, string said) = await DebianRoot.RunAsync(debian.InContainer(environment, "/opt/ocrfunctions/container.sh", "run"), Stop);

        Assert.Equal(1, code);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_without_a_package_ends_the_installation_with_one_sentence()
    {
        Assert.SkipWhen(debian.Missing is not null, debian.Missing ?? "");

        (int code, string said) = await debian.InstallAsync("klingon", Stop);

        Assert.Equal(1, code);
        Assert.EndsWith("One of these languages has no package tesseract-ocr-LANGUAGE: klingon. "
            + "Use Tesseract's codes, such as deu or chi_sim.", said.Trim(), StringComparison.Ordinal);
    }

    private async Task<bool> IsHealthyAsync(IReadOnlyDictionary<string, string> environment) =>
        (await DebianRoot.RunAsync(debian.InContainer(environment, "/opt/ocrfunctions/container.sh", "health"), Stop)).ExitCode == 0;

    private static async Task<JsonNode> EndAsync(HttpClient http, string id)
    {
        JsonNode? document = null;
        await AppHarness.UntilAsync(async () =>
        {
            document = (await http.GetFromJsonAsync<JsonNode>($"api/documents/{id}", Stop))!;
            return (string)document["status"]! is not ("NotStarted" or "Running");
        }, "the document has ended");
        return document!;
    }

    /// <summary>User ids of the host, its worker and its engines.</summary>
    private static IReadOnlyList<string> Users(int host) => [.. Descendants(host).Prepend(host)
        .SelectMany(process => File.ReadLines($"/proc/{process}/status"))
        .Where(line => line.StartsWith("Uid:", StringComparison.Ordinal))
        .Select(line => line.Split('\t')[1])];

    private static IEnumerable<int> Descendants(int process) =>
        ProcessTable.ChildrenOf(process).SelectMany(child => Descendants(child).Prepend(child));
}
