using System.Text.Json.Nodes;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Which languages can be requested, with the real engine.</summary>
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

    private static JsonObject? Of(JsonObject list, string code) =>
        list["value"]!.AsArray().Select(one => one!.AsObject()).SingleOrDefault(one => (string?)one["code"] == code);
}
