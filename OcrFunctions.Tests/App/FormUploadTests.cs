using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Uploads as a browser's form sends them.</summary>
public sealed class FormUploadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_option_may_be_a_field_of_the_form_and_the_url_takes_precedence()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 3 });
        using MultipartFormDataContent form = Form(
            ("language", "deu+eng"), ("priority", "high"), ("pages", "2-3"), ("mode", "force"), ("expiresIn", "1h"), ("batch", "monday"),
            ("externalId", "4711"), ("name", "field.tif"), ("whatever", "else"));
        using HttpResponseMessage answer = await app.Http.PostAsync("api/documents?batch=tuesday", form, AppHarness.Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        JsonObject posted = (await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;
        Assert.Equal(("field.tif", "tuesday", "4711"), ((string)posted["name"]!, (string)posted["batch"]!, (string)posted["externalId"]!));

        string id = (string)posted["id"]!;
        await app.EndAsync(id);
        DocumentRow row = (await app.Get<DocumentStore>().FindAsync(id, AppHarness.Stop))!;
        Assert.Equal(("deu+eng", Priority.High, "2-3", 3_600), (row.Language, row.Priority, row.Pages, row.ExpiresInSeconds));
        Assert.Equal(EngineProtocol.TextMode.Force, row.GetOptions().Mode);
        Assert.Equal([2, 3], app.Engine.Read.Order());
    }

    [Theory]
    [InlineData("mode", "hasty")]
    [InlineData("pages", "0")]
    [InlineData("language", "not a language!")]
    public async Task An_invalid_field_is_refused_like_an_invalid_parameter(string field, string value)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using MultipartFormDataContent form = Form((field, value));
        using HttpResponseMessage answer = await app.Http.PostAsync("api/documents", form, AppHarness.Stop);
        JsonObject problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidOption"), (answer.StatusCode, (string)problem["code"]!));
        Assert.Contains(field, (string)problem["detail"]!);
    }

    [Fact]
    public async Task A_field_that_is_longer_than_any_option_is_refused()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using MultipartFormDataContent form = Form(("pages", string.Join(',', Enumerable.Range(1, 2_000))));
        using HttpResponseMessage answer = await app.Http.PostAsync("api/documents", form, AppHarness.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no boundary at all")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scan.tif\"\r\n\r\nhalf of")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nen")]
    [InlineData("--b\r\nno header\r\n\r\nall\r\n--b--\r\n")]
    public async Task A_multipart_body_that_is_malformed_or_cut_short_is_400(string body)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        int before = await CountAsync(app);
        Assert.Equal((HttpStatusCode.BadRequest, "MalformedForm"), await PostAsync(app, body, "multipart/form-data; boundary=b"));
        Assert.Equal(before, await CountAsync(app));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x")]
    public async Task A_form_without_a_valid_boundary_is_400(string type)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        Assert.Equal((HttpStatusCode.BadRequest, "MalformedForm"), await PostAsync(app, "--b--\r\n", type));
    }

    /// <returns>Status and code of the problem.</returns>
    private static async Task<(HttpStatusCode Status, string? Code)> PostAsync(AppHarness app, string body, string type)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));
        using HttpResponseMessage answer = await app.Http.PostAsync("api/documents", content, AppHarness.Stop);
        return (answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["code"]);
    }

    private static async Task<int> CountAsync(AppHarness app) =>
        await app.Documents.GetBlobsAsync(cancellationToken: AppHarness.Stop).CountAsync(AppHarness.Stop);

    private static MultipartFormDataContent Form(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach ((string name, string value) in fields)
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent([1]), "file", "scan.tif");
        return form;
    }
}
