using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Intake;
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

    [Fact]
    public async Task Fields_after_the_file_count_as_those_before_it()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 3 });
        using MultipartFormDataContent form = Form(("pages", "1"), ("batch", "monday"));
        form.Add(new StringContent("2-3"), "pages");
        form.Add(new StringContent("later.tif"), "name");
        form.Add(new StringContent("else"), "whatever");
        form.Add(new StringContent("open-sesame"), "password");
        using HttpResponseMessage answer = await app.Http.PostAsync("api/documents", form, AppHarness.Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        JsonObject posted = (await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;
        Assert.Equal(("later.tif", "monday"), ((string)posted["name"]!, (string)posted["batch"]!));
        await app.EndAsync((string)posted["id"]!);
        Assert.Equal([2, 3], app.Engine.Read.Order());
        Assert.Equal("open-sesame", app.Engine.InspectedWith?.Reveal());
    }

    [Fact]
    public async Task An_invalid_field_after_the_file_is_refused_and_nothing_is_stored()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        int before = await CountAsync(app);
        HashSet<string> secrets = Secrets(app);
        using MultipartFormDataContent form = Form(("password", "open-sesame"));
        form.Add(new StringContent("hasty"), "mode");
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidOption"), await ProblemAsync(app, form));
        Assert.Equal(before, await CountAsync(app));
        Assert.Subset(secrets, Secrets(app));
    }

    [Fact]
    public async Task A_form_with_a_second_file_is_refused_and_nothing_is_stored()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        int before = await CountAsync(app);
        using MultipartFormDataContent form = Form();
        form.Add(new ByteArrayContent([2]), "file", "second.tif");
        Assert.Equal((HttpStatusCode.BadRequest, "MultipleFiles"), await ProblemAsync(app, form));
        Assert.Equal(before, await CountAsync(app));
    }

    [Fact]
    public async Task A_file_of_several_blocks_is_stored_as_it_was_sent()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        foreach (int length in new[] { StreamedBlob.BlockSize, StreamedBlob.BlockSize + 1, (2 * StreamedBlob.BlockSize) + 7 })
        {
            byte[] content = new byte[length];
            new Random(length).NextBytes(content);
            JsonObject posted = await app.PostAsync(content, "name=large.tif&batch=monday");
            DocumentRow row = (await app.Get<DocumentStore>().FindAsync((string)posted["id"]!, AppHarness.Stop))!;
            BlobDownloadResult stored = await app.Documents.GetBlobClient(row.BlobName).DownloadContentAsync(AppHarness.Stop);
            Assert.True(content.AsSpan().SequenceEqual(stored.Content.ToMemory().Span));
            Assert.Equal("monday", stored.Details.Metadata["batch"]);
            await app.EndAsync(row.Id);
        }
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
    public async Task A_name_with_control_characters_is_refused_in_a_field_and_in_the_file_part()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using MultipartFormDataContent field = Form(("name", "a\nb.tif"));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidOption"), await ProblemAsync(app, field));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidOption"), await PostAsync(
            app, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''a%00b.tif\r\n\r\nall\r\n--b--\r\n",
            "multipart/form-data; boundary=b"));
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
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scan.tif\"\r\n\r\nall\r\n--b\r\n")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scan.tif\"\r\n\r\nall\r\n--b\r\nContent-Disp")]
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
        return await ProblemAsync(app, content);
    }

    private static async Task<(HttpStatusCode Status, string? Code)> ProblemAsync(AppHarness app, HttpContent content)
    {
        using HttpResponseMessage answer = await app.Http.PostAsync("api/documents", content, AppHarness.Stop);
        return (answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["code"]);
    }

    private static HashSet<string> Secrets(AppHarness app) =>
        [.. new BlobContainerClient(app.Account, "secrets").GetBlobs(cancellationToken: AppHarness.Stop).Select(blob => blob.Name)];

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
