using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Pictures of pages over HTTP.</summary>
public sealed class PageImageServingTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_page_is_served_as_png_at_the_resolution_asked_for_and_leaves_no_file()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/pages/2/image?dpi=75", AppHarness.Stop);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, $"{answer.Content.Headers.ContentType}"));
        // The scripted engine's picture says what was asked for.
        Assert.Equal("page 2 at 75", await answer.Content.ReadAsStringAsync(AppHarness.Stop));
        string folder = app.Get<OcrFunctions.Pipeline.Documents.TempWorkspace>().Path;
        await AppHarness.UntilAsync(() => Task.FromResult(Directory.GetFiles(folder, "page-*").Length == 0), "the picture is gone");
    }

    [Theory]
    [InlineData("pages/1/image?dpi=10", HttpStatusCode.BadRequest, "InvalidOption")]
    [InlineData("pages/1/image?dpi=301", HttpStatusCode.BadRequest, "InvalidOption")]
    [InlineData("pages/3/image", HttpStatusCode.NotFound, "PageNotFound")]
    public async Task What_cannot_be_shown_is_refused(string url, HttpStatusCode status, string code)
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/{url}", AppHarness.Stop);
        Assert.Equal((status, code), (answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["code"]));
        using HttpResponseMessage unknown = await app.Http.GetAsync("api/documents/nobody/pages/1/image", AppHarness.Stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
