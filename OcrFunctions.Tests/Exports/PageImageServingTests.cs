using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Page images over HTTP.</summary>
public sealed class PageImageServingTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_page_is_served_as_png_at_the_requested_resolution_and_leaves_no_file()
    {
        using var documents = new TestDocuments();
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 },
                settings: new() { ["Ocr:TempFolder"] = documents.Folder });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/pages/2/image?dpi=75", AppHarness.Stop);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, $"{answer.Content.Headers.ContentType}"));
        // The scripted engine's image contains the request.
        Assert.Equal("page 2 at 75", await answer.Content.ReadAsStringAsync(AppHarness.Stop));
        await AppHarness.UntilAsync(
            () => Task.FromResult(Directory.GetFiles(documents.Folder, "page-*", SearchOption.AllDirectories).Length == 0),
            "the picture is gone");
    }

    [Fact]
    public async Task An_image_that_the_client_has_is_not_rendered_again()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 2 });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        EntityTagHeaderValue tag = await TagAsync($"pages/1/image");
        Assert.Equal(1, app.Engine.Drawn);
        using HttpResponseMessage known = await AskAsync("pages/1/image", tag);
        Assert.Equal((HttpStatusCode.NotModified, tag, 1), (known.StatusCode, known.Headers.ETag, app.Engine.Drawn));
        // Another page or another resolution: another image.
        Assert.Equal(3, new[] { tag, await TagAsync("pages/2/image"), await TagAsync("pages/1/image?dpi=75") }.Distinct().Count());
        using HttpResponseMessage other = await AskAsync("pages/2/image", tag);
        Assert.Equal((HttpStatusCode.OK, 4), (other.StatusCode, app.Engine.Drawn));

        async Task<EntityTagHeaderValue> TagAsync(string url)
        {
            using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/{url}", AppHarness.Stop);
            return answer.Headers.ETag!;
        }

        async Task<HttpResponseMessage> AskAsync(string url, EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"api/documents/{id}/{url}");
            request.Headers.IfNoneMatch.Add(tag);
            return await app.Http.SendAsync(request, AppHarness.Stop);
        }
    }

    [Theory]
    [InlineData(false, "SourceMissing")]
    [InlineData(true, "SourceReplaced")]
    public async Task A_page_whose_source_was_deleted_or_replaced_is_not_served(bool replaced, string code)
    {
        string account, id;
        await using (AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine()))
        {
            id = await app.DropAsync("scan.tif", [1]);
            await app.EndAsync(id);
            account = app.Account;
            if (!replaced)
                await app.Documents.DeleteBlobAsync("scan.tif", cancellationToken: AppHarness.Stop);
        }

        // An app without a local copy of the file.
        await using AppHarness later = await AppHarness.StartAsync(azurite, new ScriptedEngine(), account);
        if (replaced)
            await later.DropAsync("scan.tif", [2]);
        using HttpResponseMessage answer = await later.Http.GetAsync($"api/documents/{id}/pages/1/image", AppHarness.Stop);
        Assert.Equal((HttpStatusCode.NotFound, code),
            (answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["code"]));
    }

    [Theory]
    [InlineData("pages/1/image?dpi=10", HttpStatusCode.BadRequest, "InvalidOption")]
    [InlineData("pages/1/image?dpi=301", HttpStatusCode.BadRequest, "InvalidOption")]
    [InlineData("pages/3/image", HttpStatusCode.NotFound, "PageNotFound")]
    public async Task Invalid_image_requests_are_refused(string url, HttpStatusCode status, string code)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 2 });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/{url}", AppHarness.Stop);
        Assert.Equal((status, code),
            (answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["code"]));
        using HttpResponseMessage unknown = await app.Http.GetAsync("api/documents/nobody/pages/1/image", AppHarness.Stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
