using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Targets of the links in responses.</summary>
public sealed class LinkTests(AzuriteFixture azurite)
{
    private const string Public = "https://ocr.example.org/scans/api";

    private static ScriptedEngine FailsOnPage2() => new()
    {
        Pages = 3,
        OnPage = (work, _) =>
            work.Page == 2 ? throw new EngineRefusedException(new("Unreadable", "It cannot be read.")) : Task.CompletedTask,
    };

    [Fact]
    public async Task Every_link_begins_with_the_public_url()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, FailsOnPage2(), settings: new() { ["Ocr:PublicUrl"] = Public + "/" });
        using HttpResponseMessage taken = await app.Http.PostAsync("api/documents?name=a.pdf", new ByteArrayContent([1]), AppHarness.Stop);
        JsonObject body = (await taken.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;
        string id = (string)body["id"]!;
        Assert.Equal($"{Public}/documents/{id}", taken.Headers.Location!.ToString());
        Assert.Equal([$"{Public}/documents/{id}"], taken.Headers.GetValues("Operation-Location"));
        await app.EndAsync(id);
        await app.EndAsync((string)(await app.PostAsync([2]))["id"]!);
        JsonObject letters = [];
        await AppHarness.UntilAsync(async () => (letters = await app.GetAsync("api/deadletters?top=1"))["nextLink"] is not null,
            "both dead letters are listed");

        JsonObject[] answers =
        [
            body,
            letters,
            await app.GetAsync($"api/documents/{id}"),
            await app.GetAsync("api/documents?top=1&live=true"),
            await app.GetAsync($"api/documents/{id}/pages?top=1&words=false"),
            (await app.ActAsync(HttpMethod.Post, $"api/documents/{id}/requeue")).Body!,
        ];

        Assert.All(answers.SelectMany(Urls).Where(url => !url.Contains("/webhooks/", StringComparison.Ordinal)),
            url => Assert.StartsWith(Public + "/d", url));
        Assert.Equal($"{Public}/documents?top=1&live=true", ((string)answers[3]["nextLink"]!).Split("&continuation=")[0]);
        Assert.Equal($"{Public}/documents/{id}/pages?top=1&after=1&words=false", (string)answers[4]["nextLink"]!);
        Assert.Equal($"{Public}/deadletters", ((string)letters["nextLink"]!).Split('?')[0]);
        Assert.Equal($"{Public}/deadletters/{letters["value"]![0]!["id"]}/requeue", (string)letters["value"]![0]!["links"]!["requeue"]!);
        await app.EndAsync(id);
    }

    [Fact]
    public async Task The_durable_management_urls_begin_with_the_address_of_the_public_url()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { ["Ocr:PublicUrl"] = Public });
        JsonObject body = await app.PostAsync([1]);
        string instance = $"https://ocr.example.org/scans/runtime/webhooks/durabletask/instances/{body["id"]}-r1";
        Assert.StartsWith(instance + "?", (string)body["statusQueryGetUri"]!);
        Assert.StartsWith(instance + "/raiseEvent/{eventName}?", (string)body["sendEventPostUri"]!);
        Assert.All(["terminatePostUri", "suspendPostUri", "resumePostUri", "purgeHistoryDeleteUri"],
            name => Assert.StartsWith(instance, (string)body[name]!));

        using HttpResponseMessage status =
            await app.Http.GetAsync(((string)body["statusQueryGetUri"]!)["https://ocr.example.org/scans/".Length..], AppHarness.Stop);
        Assert.True(status.IsSuccessStatusCode);
        await app.EndAsync((string)body["id"]!);
    }

    [Fact]
    public async Task Without_a_public_url_links_have_the_address_of_the_request()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"API/Documents/{id}") { Headers = { Host = "localhost:8080" } };
        using HttpResponseMessage answer = await app.Http.SendAsync(request, AppHarness.Stop);
        JsonObject document = (await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;
        Assert.Equal($"http://localhost:8080/api/documents/{id}", (string)document["links"]!["self"]!);
    }

    [Fact]
    public async Task Only_exports_that_are_written_have_links_and_every_link_can_be_followed()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { ["Ocr:Exports"] = "json, markdown" });
        JsonObject sent = await app.PostAsync([1]);
        JsonObject document = await app.EndAsync((string)sent["id"]!);
        JsonNode listed = Assert.Single((await app.GetAsync("api/documents"))["value"]!.AsArray())!;

        foreach (JsonNode one in new[] { sent, document, listed })
            Assert.Equal(["self", "pages", "json", "markdown"], one["links"]!.AsObject().Select(link => link.Key));
        foreach ((_, JsonNode? link) in document["links"]!.AsObject())
        {
            using HttpResponseMessage answer = await app.Http.GetAsync((string)link!, AppHarness.Stop);
            Assert.Equal(((string)link!, HttpStatusCode.OK), ((string)link!, answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_document_without_results_has_no_links_to_them()
    {
        await using AppHarness app =
            await AppHarness.ShareAsync(azurite,
                new ScriptedEngine { OnInspect = _ => throw new EngineRefusedException(new("UnsupportedFormat", "It is no document.")) });
        JsonObject document = await app.EndAsync((string)(await app.PostAsync([1]))["id"]!);
        Assert.Equal("Failed", (string)document["status"]!);
        Assert.Equal(["self", "pages"], document["links"]!.AsObject().Select(link => link.Key));
    }

    [Theory]
    [InlineData("ocr.example.org/api")]
    [InlineData("/api")]
    [InlineData("ftp://ocr.example.org/api")]
    [InlineData("https://ocr.example.org/api?code=1")]
    public void An_invalid_public_url_is_refused_at_startup(string url)
    {
        var result = new OcrOptionsCheck().Validate(null, new OcrOptions { PublicUrl = url });
        Assert.Contains($"Ocr__PublicUrl is '{url}'", Assert.Single(result.Failures!));
    }

    private static IEnumerable<string> Urls(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Urls(member.Value)),
        JsonArray items => items.SelectMany(Urls),
        JsonValue value when value.TryGetValue(out string? text) && text.Contains("://", StringComparison.Ordinal) => [text],
        _ => [],
    };
}
