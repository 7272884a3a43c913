using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Exports as the app serves them, and as corrections change them.</summary>
public sealed class ExportServingTests(AzuriteFixture azurite)
{
    private static Dictionary<string, string?> WithPdfA => new() { ["Ocr:Exports"] = ExportFormats.Default + ",pdfa" };

    [Fact]
    public async Task Every_format_is_served_with_its_media_type_an_etag_and_ranges()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 }, settings: WithPdfA);
        string id = await ReadAsync(app);
        JsonObject links = (await app.GetAsync($"api/documents/{id}"))["links"]!.AsObject();
        foreach (ExportFormat format in ExportFormats.All)
        {
            string url = $"api/documents/{id}/{format.Name}";
            using HttpResponseMessage whole = await app.Http.GetAsync(url, AppHarness.Stop);
            byte[] content = await whole.Content.ReadAsByteArrayAsync(AppHarness.Stop);
            Assert.Equal((HttpStatusCode.OK, format.MediaType), (whole.StatusCode, $"{whole.Content.Headers.ContentType}"));
            Assert.NotEmpty(content);
            Assert.Contains(links, link => $"{link.Value}".EndsWith(url, StringComparison.Ordinal));

            using HttpResponseMessage part = await GetAsync(app, url, request => request.Headers.Range = new RangeHeaderValue(1, 3));
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(content[1..4], await part.Content.ReadAsByteArrayAsync(AppHarness.Stop));
            using HttpResponseMessage known = await GetAsync(app, url, request => request.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }
    }

    [Fact]
    public async Task An_export_is_shown_and_has_the_name_under_which_the_command_line_program_saves_it()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: WithPdfA);
        string id = (string)(await app.PostAsync([1], "name=scan.pdf"))["id"]!;
        await app.EndAsync(id);
        var names = new Dictionary<string, string?>();
        foreach (ExportFormat format in ExportFormats.All)
        {
            ContentDispositionHeaderValue disposition = await DispositionAsync(app, id, format.Name);
            Assert.Equal("inline", disposition.DispositionType);
            Assert.Equal(disposition.FileName, disposition.FileNameStar);
            names[format.Name] = disposition.FileName;
        }

        Assert.Equal(
            [
                "scan.pdf.json", "scan.pdf.txt", "scan.pdf.ocr.pdf", "scan.pdf.words.csv", "scan.pdf.hocr", "scan.pdf.alto.xml",
                "scan.pdf.tsv", "scan.pdf.md", "scan.pdf.pdfa.pdf",
            ],
            names.Values);
        using HttpResponseMessage image = await app.Http.GetAsync($"api/documents/{id}/pages/1/image", AppHarness.Stop);
        Assert.Null(image.Content.Headers.ContentDisposition);
    }

    [Theory]
    [InlineData("inbox/übersicht 日本 😀.tif", "übersicht 日本 😀.tif.txt")]
    [InlineData("C:\\scans\\old.tif", "old.tif.txt")]
    [InlineData("a\"b; filename=evil.exe;'%41.tif", "a\"b; filename=evil.exe;'%41.tif.txt")]
    public async Task An_exports_file_name_is_the_documents_whatever_characters_it_has(string name, string expected)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        string id = (string)(await app.PostAsync([1], "name=" + Uri.EscapeDataString(name)))["id"]!;
        await app.EndAsync(id);
        Assert.Equal(expected, (await DispositionAsync(app, id, "text")).FileNameStar);
    }

    [Fact]
    public async Task A_name_with_a_line_break_in_a_blobs_metadata_adds_no_header()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        string id = await app.DropAsync("scan.tif", [1], new() { ["name"] = Uri.EscapeDataString("scan\r\nSet-Cookie: a=b.tif") });
        await app.EndAsync(id);
        using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/text", AppHarness.Stop);
        Assert.Equal("scan__Set-Cookie: a=b.tif.txt", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Unless_it_is_configured_there_is_no_pdf_a_and_no_link_to_it()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        string id = await ReadAsync(app);
        Assert.False((await app.GetAsync($"api/documents/{id}"))["links"]!.AsObject().ContainsKey("pdfa"));
        using HttpResponseMessage none = await app.Http.GetAsync($"api/documents/{id}/pdfa", AppHarness.Stop);
        Assert.Equal((HttpStatusCode.NotFound, "ExportNotWritten"), (none.StatusCode, await CodeAsync(none)));
    }

    [Theory]
    [InlineData(EngineErrorCodes.EngineNotInstalled)]
    [InlineData(EngineErrorCodes.NotConvertible)]
    [InlineData(null)]
    public async Task A_pdf_a_that_cannot_be_written_is_a_warning_and_affects_nothing_else(string? code)
    {
        var engine = new ScriptedEngine
        {
            OnArchival =
                _ => throw (code is null ? new EngineLostException("EngineCrashed", "it was killed")
                    : new EngineRefusedException(new EngineError(code, "It cannot be made."))),
        };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: WithPdfA);
        string id = await ReadAsync(app);
        JsonObject document = await app.GetAsync($"api/documents/{id}");
        Assert.Equal(("Succeeded", "NoPdfA"),
            ((string)document["status"]!, (string)Assert.Single(document["warnings"]!.AsArray())!["code"]!));
        Assert.False(document["links"]!.AsObject().ContainsKey("pdfa"));
        Assert.Contains("page", await TextAsync(app, id, "pdf"));
        using HttpResponseMessage none = await app.Http.GetAsync($"api/documents/{id}/pdfa", AppHarness.Stop);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task What_a_pdf_a_leaves_out_is_a_warning_beside_its_link()
    {
        var engine = new ScriptedEngine
        {
            OnArchival = work =>
            {
                File.Copy(work.Layer, work.Output);
                return new ArchivalDocument([new EngineWarning(EngineWarningCodes.PdfALeavesOut, "It is without attached files.")]);
            },
        };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:Exports"] = "pdfa" });
        JsonObject document = await app.GetAsync($"api/documents/{await ReadAsync(app)}");
        Assert.Equal("PdfALeavesOut", (string)Assert.Single(document["warnings"]!.AsArray())!["code"]!);
        Assert.EndsWith("/pdfa", (string)document["links"]!["pdfa"]!);
        JsonNode listed = Assert.Single((await app.GetAsync("api/documents"))["value"]!.AsArray())!;
        Assert.EndsWith("/pdfa", (string)listed["links"]!["pdfa"]!);
    }

    [Fact]
    public async Task Results_of_a_running_document_are_to_be_requested_later()
    {
        var gate = new TaskCompletionSource();
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { OnPage = (_, _) => gate.Task });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        using HttpResponseMessage early = await app.Http.GetAsync($"api/documents/{id}/json", AppHarness.Stop);
        Assert.Equal((HttpStatusCode.Conflict, "DocumentNotFinished"), (early.StatusCode, await CodeAsync(early)));
        Assert.NotNull(early.Headers.RetryAfter);
        using HttpResponseMessage correction = await CorrectAsync(app, id, 1, "p1w1", "page", "Page");
        Assert.Equal(HttpStatusCode.Conflict, correction.StatusCode);
        gate.SetResult();
        await app.EndAsync(id);
    }

    [Fact]
    public async Task Unknown_documents_unknown_formats_and_formats_that_were_not_written_are_not_found()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { ["Ocr:Exports"] = "json,text" });
        string id = await ReadAsync(app);
        foreach ((string url,
            string code) in new[] { ($"{id}/alto", "ExportNotWritten"), ($"{id}/docx", "UnknownFormat"),
                ("absent/json", "DocumentNotFound"), ($"{id}/pages/2", "PageNotFound") })
        {
            using HttpResponseMessage answer = await app.Http.GetAsync("api/documents/" + url, AppHarness.Stop);
            Assert.Equal((url, HttpStatusCode.NotFound, code), (url, answer.StatusCode, await CodeAsync(answer)));
        }
    }

    [Fact]
    public async Task A_correction_is_in_every_format_changes_its_etag_and_can_be_withdrawn()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 }, settings: WithPdfA);
        string id = await ReadAsync(app);
        Dictionary<string, string?> before = await TagsAsync(app, id);
        using (HttpResponseMessage taken = await CorrectAsync(app, id, 2, "p2w1", "page", "Blatt-Nr"))
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await AppHarness.UntilAsync(
            async () => (await TextAsync(app, id, "tsv")).Contains("Blatt-Nr") && (await TextAsync(app, id, "pdf")).Contains("Blatt-Nr"),
            "the correction is in the exports");

        foreach (ExportFormat format in ExportFormats.All.Where(format => format != ReviewCsvExport.Format))
            Assert.Contains("Blatt-Nr", await TextAsync(app, id, format.Name));
        Dictionary<string, string?> after = await TagsAsync(app, id);
        Assert.All(before, tag => Assert.NotEqual(tag.Value, after[tag.Key]));
        Assert.Equal("page 1\n\fBlatt-Nr 2\n", await TextAsync(app, id, "text"));
        Assert.Equal("Blatt-Nr", (string)(await app.GetAsync($"api/documents/{id}/pages/2"))["words"]![0]!["content"]!);
        JsonNode one = Assert.Single((await app.GetAsync($"api/documents/{id}/corrections"))["value"]!.AsArray())!;
        Assert.Equal(("page", "Blatt-Nr", false), ((string)one["recognized"]!, (string)one["text"]!, (bool)one["orphaned"]!));

        (HttpStatusCode removed, _) = await app.ActAsync(HttpMethod.Delete, $"api/documents/{id}/corrections/{one["key"]}");
        Assert.Equal(HttpStatusCode.Accepted, removed);
        await AppHarness.UntilAsync(async () => await TextAsync(app, id, "text") == "page 1\n\fpage 2\n",
            "the correction is out of the exports");
        (HttpStatusCode again, JsonObject? problem) = await app.ActAsync(HttpMethod.Delete, $"api/documents/{id}/corrections/{one["key"]}");
        Assert.Equal((HttpStatusCode.NotFound, "CorrectionNotFound"), (again, (string)problem!["code"]!));
    }

    [Fact]
    public async Task Corrections_that_do_not_match_their_words_are_refused_as_a_whole()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        string id = await ReadAsync(app);
        foreach ((int page, string word, string? content) in new[] { (1, "p1w1", "pagan"), (1, "p1w9", null), (7, "p7w1", null) })
        {
            using HttpResponseMessage refused = await CorrectAsync(app, id, page, word, content, "x");
            Assert.Equal((HttpStatusCode.Conflict, "WordChanged"), (refused.StatusCode, await CodeAsync(refused)));
        }

        foreach (string body in new[] { "", "[]", "{}", """{"corrections":[]}""",
            """{"corrections":[{"page":0,"word":"p1w1","text":"x"}]}""", """{"corrections":[{"page":1,"word":"p1w1","text":"a\nb"}]}""",
            """{"corrections":[null]}""" })
        {
            using HttpResponseMessage refused =
                await app.Http.PostAsync($"api/documents/{id}/corrections", new StringContent(body), AppHarness.Stop);
            Assert.Equal((body, HttpStatusCode.BadRequest), (body, refused.StatusCode));
        }

        Assert.Empty((await app.GetAsync($"api/documents/{id}/corrections"))["value"]!.AsArray());
    }

    [Fact]
    public async Task A_second_recognition_keeps_corrections_whose_position_it_finds_and_reports_the_others()
    {
        int turn = 0;
        var engine = new ScriptedEngine { Pages = 2 };
        engine.OnPage =
            (work, _) =>
                work.Page == 2 && turn == 0 ? throw new OcrFunctions.Pipeline.Engines.EngineLostException("EngineCrashed", "gone")
                    : Task.CompletedTask;
        await using AppHarness app = await AppHarness.ShareAsync(azurite, engine);
        string id = await ReadAsync(app);
        using (HttpResponseMessage taken = await CorrectAsync(app, id, 1, "p1w1", "page", "Page"))
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await AppHarness.UntilAsync(async () => await TextAsync(app, id, "text") == "Page 1\n", "the correction is in the text");

        // The failed page is finally read; the other one keeps its words and its correction.
        turn = 1;
        (HttpStatusCode requeued, _) = await app.ActAsync(HttpMethod.Post, $"api/documents/{id}/requeue");
        Assert.Equal(HttpStatusCode.Accepted, requeued);
        await app.EndAsync(id);
        await AppHarness.UntilAsync(async () => await TextAsync(app, id, "text") == "Page 1\n\fpage 2\n", "both pages are in the text");
        Assert.False((bool)Assert.Single((await app.GetAsync($"api/documents/{id}/corrections"))["value"]!.AsArray())!["orphaned"]!);
    }

    [Fact]
    public async Task Exports_are_copied_to_the_configured_container()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(),
                settings: new()
                {
                    ["Ocr:Exports"] = "json,text",
                    ["Ocr:WriteBackContainer"] = "finished",
                    ["Ocr:WriteBackName"] = "read/{name}/{id}.{ext}"
                });
        string id = await app.DropAsync("inbox/a b #1.tif", [1]);
        await app.EndAsync(id);
        var target = new BlobContainerClient(app.Account, "finished");
        await AppHarness.UntilAsync(async () => await target.GetBlobClient($"read/a b #1/{id}.txt").ExistsAsync(AppHarness.Stop),
            "the text was copied");
        Assert.Equal("page 1\n",
            (await target.GetBlobClient($"read/a b #1/{id}.txt").DownloadContentAsync(AppHarness.Stop)).Value.Content.ToString());
        await AppHarness.UntilAsync(async () => await target.GetBlobClient($"read/a b #1/{id}.json").ExistsAsync(AppHarness.Stop),
            "the JSON was copied");

        using (HttpResponseMessage taken = await CorrectAsync(app, id, 1, "p1w1", "page", "Page"))
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await AppHarness.UntilAsync(
            async () => (await target.GetBlobClient($"read/a b #1/{id}.txt").DownloadContentAsync(AppHarness.Stop)).Value.Content.ToString()
                == "Page 1\n", "the correction was copied");
    }

    [Theory]
    [InlineData("Ocr:Exports", "json,docx", "docx")]
    [InlineData("Ocr:Acceleration", "fast", "must be one of auto, off, avx2, avx512, avxvnni")]
    [InlineData("Ocr:WriteBackContainer", "documents", "WriteBackContainer")]
    [InlineData("Ocr:WriteBackContainer", "results", "WriteBackContainer")]
    public async Task Harmful_settings_are_refused_at_startup(string setting, string value, string said)
    {
        Exception refused =
            await Assert.ThrowsAnyAsync<Exception>(
                () => AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { [setting] = value }));
        Assert.Contains(said, refused.ToString());
    }

    [Fact]
    public async Task A_name_with_special_characters_and_a_page_of_a_hundred_thousand_characters_survive_the_round_trip()
    {
        string name = "a#b?c%d+e&f=g;h'i\"j<k>l😀ü日本\\" + new string('x', 160) + "%2F%00.tif";
        Assert.InRange(name.Length, 190, 210);
        string text = string.Join(' ', Enumerable.Range(0, 12_500).Select(i => $"wörd{i % 1000:D3}"));
        Assert.InRange(text.Length, 99_000, 101_000);
        string[] words = text.Split(' ');
        var engine = new ScriptedEngine
        {
            Change = page => page with
            {
                Blocks = [new RecognizedBlock("flowing_text", [0, 0, 1000, 0, 1000, 1400, 0, 1400],
                    [new RecognizedParagraph([new RecognizedLine(text, [0, 0, 1000, 0, 1000, 1400, 0, 1400],
                    [.. words.Select(
                        (word, i) =>
                            new RecognizedWord(word,
                                [i % 100 * 10, i / 100 * 10, i % 100 * 10 + 9, i / 100 * 10, i % 100 * 10 + 9, i / 100 * 10 + 9,
                                    i % 100 * 10, i / 100 * 10 + 9], 0.9))])])])],
            },
        };
        await using AppHarness app = await AppHarness.ShareAsync(azurite, engine);
        string id = (string)(await app.PostAsync([1],
            "name=" + Uri.EscapeDataString(name) + "&batch=" + Uri.EscapeDataString("b/#?%😀") + "&externalId="
                + Uri.EscapeDataString("e/#?%'")))["id"]!;
        JsonObject document = await app.EndAsync(id);
        Assert.Equal(("Succeeded", name, "b/#?%😀", "e/#?%'"),
            ((string)document["status"]!, (string)document["name"]!, (string)document["batch"]!, (string)document["externalId"]!));

        Assert.Equal(text + "\n", await TextAsync(app, id, "text"));
        JsonObject json = await app.GetAsync($"api/documents/{id}/json");
        Assert.Equal((name, text + "\n", words.Length),
            ((string)json["name"]!, (string)json["pages"]![0]!["text"]!, json["pages"]![0]!["words"]!.AsArray().Count));
        Assert.Equal(name,
            System.Xml.Linq.XDocument.Parse(await TextAsync(app, id, "alto")).Descendants()
                .Single(e => e.Name.LocalName == "fileName").Value);
        Assert.Equal(words.Length,
            (await TextAsync(app, id, "tsv")).Split('\n').Count(row => row.StartsWith("5\t", StringComparison.Ordinal)));
        Assert.Equal(name,
            (string)Assert.Single(
                (await app.GetAsync("api/documents?batch=" + Uri.EscapeDataString("b/#?%😀")))["value"]!.AsArray())!["name"]!);
        Assert.Equal(id,
            (string)Assert.Single(
                (await app.GetAsync("api/documents?externalId=" + Uri.EscapeDataString("e/#?%'")))["value"]!.AsArray())!["id"]!);
        Assert.Equal(text + "\n", (string)(await app.GetAsync($"api/documents/{id}/pages/1"))["text"]!);
    }

    [Fact]
    public async Task A_blob_with_special_characters_in_its_name_is_read_and_copied_under_that_name()
    {
        string name = "in box/ü #1? 100% 😀 [x] 'y' " + new string('z', 160) + ".tif";
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { ["Ocr:WriteBackContainer"] = "finished" });
        string id = await app.DropAsync(name, [1]);
        Assert.Equal(name, (string)(await app.EndAsync(id))["name"]!);
        var target = new BlobContainerClient(app.Account, "finished");
        await AppHarness.UntilAsync(async () => await target.GetBlobClient(name + ".txt").ExistsAsync(AppHarness.Stop),
            "the text was copied");
    }

    private static async Task<string> ReadAsync(AppHarness app)
    {
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        return id;
    }

    private static async Task<ContentDispositionHeaderValue> DispositionAsync(AppHarness app, string id, string format)
    {
        using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/{format}", AppHarness.Stop);
        return answer.Content.Headers.ContentDisposition!;
    }

    private static Task<string> TextAsync(AppHarness app, string id, string format) =>
        app.Http.GetStringAsync($"api/documents/{id}/{format}", AppHarness.Stop);

    private static async Task<Dictionary<string, string?>> TagsAsync(AppHarness app, string id)
    {
        var tags = new Dictionary<string, string?>();
        foreach (ExportFormat format in ExportFormats.All)
        {
            using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/{format.Name}", AppHarness.Stop);
            tags[format.Name] = answer.Headers.ETag?.Tag;
        }

        return tags;
    }

    private static Task<HttpResponseMessage> GetAsync(AppHarness app, string url, Action<HttpRequestMessage> change)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        change(request);
        return app.Http.SendAsync(request, AppHarness.Stop);
    }

    private static Task<HttpResponseMessage> CorrectAsync(AppHarness app, string id, int page, string word, string? content, string text) =>
        app.Http.PostAsJsonAsync($"api/documents/{id}/corrections", new { corrections = new[] { new { page, word, content, text } } },
            AppHarness.Stop);

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["code"];
}
