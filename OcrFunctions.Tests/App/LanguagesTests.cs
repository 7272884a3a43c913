using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Which languages can be requested.</summary>
public sealed class LanguagesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Installed_models_are_listed_by_name_and_one_that_is_added_later_appears_without_a_restart()
    {
        using var documents = new TestDocuments();
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, engine: null, settings: new() { ["Ocr:TessdataFolder"] = documents.Folder });

        JsonObject before = await app.GetAsync("api/languages");
        JsonObject english = Of(before, "eng")!;
        Assert.Equal("eng", (string?)before["default"]);
        Assert.Equal(("English", "language", true, false),
            ((string?)english["name"], (string?)english["kind"], (bool)english["default"]!, (bool)english["added"]!));
        Assert.Null(Of(before, "osd"));
        Assert.Null(Of(before, "house"));

        File.Copy(InstalledModel.Find("eng"), Path.Combine(documents.Folder, "house.traineddata"));
        JsonObject? added = null;
        await AppHarness.UntilAsync(async () => (added = Of(await app.GetAsync("api/languages"), "house")) is not null,
            "the new model is listed");
        Assert.Equal(("house", false, true), ((string?)added!["name"], (bool)added["default"]!, (bool)added["added"]!));
    }

    [Theory]
    [InlineData("xyz", "xyz")]
    [InlineData("eng%2Bxyz", "xyz")]
    [InlineData("osd", "osd")]
    [InlineData("OSD+equ", "OSD or equ")]
    public async Task An_upload_in_a_language_that_is_not_installed_is_refused_with_those_that_are(string requested, string named)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        await app.GetAsync("api/languages");
        using HttpResponseMessage answer =
            await app.Http.PostAsync($"api/documents?language={requested}", new ByteArrayContent([1]), AppHarness.Stop);
        JsonObject problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;
        Assert.Equal((HttpStatusCode.BadRequest, "LanguageNotInstalled"), (answer.StatusCode, (string?)problem["code"]));
        Assert.Equal($"No language with the code {named} is installed. Installed: deu, eng.", (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("ENG", "eng")]
    [InlineData("Deu%2BeNg", "deu+eng")]
    [InlineData("eng+ENG", "eng")]
    public async Task Letters_of_a_language_may_be_in_any_case(string requested, string read)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        JsonObject document = await app.EndAsync((string)(await app.PostAsync([1], $"language={requested}"))["id"]!);
        Assert.Equal("Succeeded", (string?)document["status"]);
        Assert.Equal(read, (await app.Get<DocumentStore>().FindAsync((string)document["id"]!, AppHarness.Stop))!.Language);
    }

    [Fact]
    public async Task An_upload_is_accepted_in_any_language_while_the_engine_cannot_say_which_there_are()
    {
        var engine = new ScriptedEngine { OnDescribe = _ => throw new EngineLostException("EngineCrashed", "gone") };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine);
        await app.EndAsync((string)(await app.PostAsync([1], "language=xyz"))["id"]!);
    }

    [Fact]
    public async Task A_dropped_blob_in_a_language_that_is_not_installed_fails_with_its_code()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine: null);
        byte[] page = File.ReadAllBytes(Repository.File("samples", "photo.jpg"));
        JsonObject document = await app.EndAsync(await app.DropAsync("photo.jpg", page, new() { ["language"] = "xyz" }));
        Assert.Equal(("Failed", "LanguageNotInstalled"), ((string?)document["status"], (string?)document["error"]!["code"]));
    }

    private static JsonObject? Of(JsonObject list, string code) =>
        list["value"]!.AsArray().Select(one => one!.AsObject()).SingleOrDefault(one => (string?)one["code"] == code);
}
