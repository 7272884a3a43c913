using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>A page during which the whole app is killed, as when the machine is lost; the page is not the cause.</summary>
public sealed class LostHostTests(AzuriteFixture azurite) : IDisposable
{
    private const int Kills = 3, Page = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TestDocuments _documents = new();

    [Fact]
    public async Task A_page_that_is_read_while_the_host_is_killed_three_times_succeeds()
    {
        // The page is with the rasterizing program whenever the host is killed.
        var drawing = new HeldProgram(_documents, "pdftoppm", $"-f {Page}");
        string account = azurite.NewAccount();
        using var app =
            new ServedApp(account, ("PATH", drawing.SearchPath), ("Ocr__EngineProcesses", "1"), ("Ocr__ReconcileAfterSeconds", "5"),
                ("Logging__LogLevel__Default", "Warning"));
        using var http = new HttpClient();
        await app.StartAsync();
        string id = await PostAsync(app, http);
        var pages = new TableClient(account, "Documents");
        for (int kill = 1; kill <= Kills; kill++)
        {
            await ProcessTable.Until(() => drawing.Reached == kill, Patience,
                $"the page was read for the {kill}. time, not the {drawing.Reached}.: {app.Said}");
            Assert.Equal((nameof(PageStatus.Running), kill), await StateAsync(pages, id));
            await app.KillAsync();
            await ProcessTable.Until(() => app.Engines().Count == 0, Patience, "the engine went with its host.");
            if (kill == Kills)
                drawing.Release();
            await app.StartAsync();
        }

        JsonObject end = await EndAsync(app, http, id);
        Assert.Equal(("Succeeded", 2, 0),
            ((string)end["status"]!, (int)end["progress"]!["pagesDone"]!, (int)end["progress"]!["pagesFailed"]!));
        Assert.Equal("The first page\n\fThe second page\n",
            await http.GetStringAsync(new Uri(app.Address!, $"api/documents/{id}/text"), AppHarness.Stop));
        PageRow row = (await pages.GetEntityAsync<PageRow>(id, PageRow.Key(Page), cancellationToken: AppHarness.Stop)).Value;
        Assert.Equal((PageStatus.Succeeded, Kills + 1, Kills, 0), (row.GetStatus(), row.Attempts, row.HostLost, row.EngineDeaths));
        Assert.Null(row.ErrorCode);

        await app.StopAsync();
        await app.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_worker_that_does_not_stop_in_time_leaves_no_file_behind()
    {
        using var app = new ServedApp(azurite.NewAccount(), ("Logging__LogLevel__Default", "Warning"));
        using var http = new HttpClient();
        await app.StartAsync();
        await EndAsync(app, http, await PostAsync(app, http));
        Assert.NotEmpty(Directory.GetDirectories(app.Folder, "ocrfunctions-*"));

        await Signal.SendAsync("STOP", app.Worker()!.Id);
        await app.StopAsync();

        await app.UntilNothingIsLeftAsync();
    }

    public void Dispose() => _documents.Dispose();

    private static async Task<(string Status, int Attempts)> StateAsync(TableClient pages, string id)
    {
        PageRow row = (await pages.GetEntityAsync<PageRow>(id, PageRow.Key(Page), cancellationToken: AppHarness.Stop)).Value;
        return (row.Status, row.Attempts);
    }

    private static async Task<string> PostAsync(ServedApp app, HttpClient http)
    {
        byte[] pdf = PdfTestFile.Write([PdfTestPage.OfProse("The first page"), PdfTestPage.OfProse("The second page")]);
        using HttpResponseMessage answer =
            await http.PostAsync(new Uri(app.Address!, "api/documents?name=held.pdf&mode=force"), new ByteArrayContent(pdf),
                AppHarness.Stop);
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["id"]!;
    }

    private static async Task<JsonObject> EndAsync(ServedApp app, HttpClient http, string id)
    {
        JsonObject? body = null;
        await AppHarness.UntilAsync(
            async () => (body = await app.GetAsync(http, $"api/documents/{id}")) is not null
                && (string)body["status"]! is not ("NotStarted" or "Running"), "the document came to its end");
        return body!;
    }
}
