using System.Collections.Concurrent;
using System.Net;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;
using PuppeteerSharp;

namespace OcrFunctions.Tests.StartPage;

/// <summary>What can be done on the start page, in a real browser with an engine that takes no time.</summary>
public sealed class StartPageActionsTests(AzuriteFixture azurite, Chromium chromium)
{
    [Fact]
    public async Task An_error_is_shown_with_its_code_and_what_to_do_and_an_encrypted_document_is_read_again_with_its_password()
    {
        var engine = new ScriptedEngine();
        engine.OnInspect =
            _ => engine.InspectedWith?.Reveal() == "geheim" ? Task.CompletedTask
                : throw new EngineRefusedException(new EngineError(EngineErrorCodes.EncryptedPdf, "A password is required."));
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine);
        await app.PostAsync([1], "name=locked.pdf");
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);

        await tab.UntilAsync("document.querySelectorAll('#list > [data-status=Failed]').length === 1");
        string problem = await tab.TextAsync("#list .problem");
        Assert.Contains("A password is required. EncryptedPdf", problem);
        Assert.Contains("Read it again with its password.", problem);

        await tab.PressAsync("Read again");
        await tab.UntilAsync("document.querySelector('dialog')?.open === true");
        await tab.Page.TypeAsync("dialog input[type=password]", "geheim");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.UntilAsync(
            "document.querySelectorAll('#list > [data-status=Succeeded]').length === 1 && document.querySelector('#list .problem').hidden");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_running_document_is_canceled_and_then_deleted_once_that_is_confirmed()
    {
        var engine =
            new ScriptedEngine
            {
                Pages = 2,
                OnPage = (work, stop) => work.Page == 1 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, stop)
            };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:EngineProcesses"] = "2" });
        await app.PostAsync([1], "name=long.tif");
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);

        await tab.UntilAsync("document.querySelector('#list progress')?.value === 50");
        Assert.Contains("1 of 2 pages", await tab.TextAsync("#list .facts"));
        await tab.PressAsync("Cancel");
        await tab.UntilAsync("document.querySelectorAll('#list > [data-status=Canceled]').length === 1");

        await tab.PressAsync("Delete");
        await tab.UntilAsync("document.querySelector('dialog')?.open === true");
        await tab.ClickAsync("dialog button[type=button]");
        await tab.UntilAsync("!document.querySelector('dialog')");
        Assert.Equal(1, await tab.AskAsync<int>("document.querySelectorAll('#list > li').length"));
        await tab.PressAsync("Delete");
        await tab.UntilAsync("document.querySelector('dialog')?.open === true");
        await tab.ClickAsync("dialog button[type=submit]");
        await tab.UntilAsync("document.querySelectorAll('#list > li').length === 0 && !document.querySelector('#nothing').hidden");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_file_too_large_for_HTTP_is_not_sent_and_the_page_names_the_alternative()
    {
        using var documents = new TestDocuments();
        string file = documents.NewPath("tif");
        await File.WriteAllBytesAsync(file, new byte[2_000], AppHarness.Stop);
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { ["Ocr:MaxFileBytes"] = "1000" });
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);

        await tab.DropAsync(file);
        await tab.UntilAsync("document.querySelectorAll('#uploads .failed').length === 1");
        string said = await tab.TextAsync("#uploads .failed");
        Assert.Contains("The file has 2 kB; the limit over HTTP is 1 kB.", said);
        Assert.Contains("drop it into the storage container “documents”", said);
        Assert.Empty((await app.GetAsync("api/documents"))["value"]!.AsArray());

        await tab.ClickAsync("#uploads .failed > button");
        Assert.Equal(0, await tab.AskAsync<int>("document.querySelectorAll('#uploads li').length"));
    }

    [Fact]
    public async Task A_folder_is_sent_file_by_file_with_the_options_that_were_chosen()
    {
        using var documents = new TestDocuments();
        string folder = Directory.CreateDirectory(Path.Combine(documents.Folder, "scans", "inner")).FullName;
        foreach (string name in new[] { "a.tif", "b.tif", ".hidden", "inner/c.tif", "inner/d.tif", "inner/e.tif" })
            await File.WriteAllBytesAsync(Path.Combine(documents.Folder, "scans", name), [1], AppHarness.Stop);
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine());
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);

        await tab.ClickAsync("#options summary");
        await tab.UntilAsync("document.querySelectorAll('#languages input').length === 2");
        await tab.ClickAsync("#languages input[value=deu]");
        await tab.Page.SelectAsync("#priority", "high");
        Assert.Equal("German and English, high priority", await tab.TextAsync("#options-summary"));
        await tab.DropAsync(Path.GetDirectoryName(folder)!);

        await tab.UntilAsync("document.querySelectorAll('#list > [data-status=Succeeded]').length === 5");
        Assert.Equal("a.tif b.tif c.tif d.tif e.tif",
            string.Join(' ',
                (await tab.AskAsync<string[]>("[...document.querySelectorAll('#list .name')].map(name => name.textContent)")).Order()));
        Assert.Equal(5, (await app.GetAsync("api/documents?language=deu%2Beng"))["value"]!.AsArray().Count);

        // The next visit begins with the same choice.
        await tab.Page.ReloadAsync();
        await tab.UntilAsync("document.querySelector('#options-summary').textContent === 'German and English, high priority'");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_long_list_is_shown_in_parts_and_filtered_and_one_request_updates_all_running_documents()
    {
        var gate = new TaskCompletionSource();
        bool holds = false;
        var engine = new ScriptedEngine { OnPage = (_, stop) => holds ? gate.Task.WaitAsync(stop) : Task.CompletedTask };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:EngineProcesses"] = "4" });
        foreach (int n in Enumerable.Range(1, 27))
            await app.PostAsync([(byte)n], $"name={n}.tif");
        await AppHarness.UntilAsync(async () => (await app.GetAsync("api/documents?status=Succeeded"))["value"]!.AsArray().Count == 27,
            "all are read");
        holds = true;
        foreach (int n in Enumerable.Range(28, 3))
            await app.PostAsync([(byte)n], $"name={n}.tif");
        var requests = new ConcurrentQueue<string>();
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!, before: page =>
        {
            page.Request += (_, e) => requests.Enqueue(new Uri(e.Request.Url).PathAndQuery);
            return Task.CompletedTask;
        });

        await tab.UntilAsync(
            "document.querySelectorAll('#list > li').length === 25 && document.querySelectorAll('#list > [data-status=Running]').length "
                + "=== 3");
        Assert.Equal("30.tif", await tab.TextAsync("#list .name"));
        await tab.PressAsync("Older documents");
        await tab.UntilAsync("document.querySelectorAll('#list > li').length === 30 && document.querySelector('#older').hidden");
        await AppHarness.UntilAsync(
            () => Task.FromResult(requests.Count(url => url.StartsWith("/api/documents?", StringComparison.Ordinal)) >= 4),
            "the list was asked for again");
        Assert.DoesNotContain(requests, url => url.StartsWith("/api/documents/", StringComparison.Ordinal));

        await tab.Page.SelectAsync("#filter", "status=Running");
        await tab.UntilAsync("document.querySelectorAll('#list > li').length === 3");
        gate.SetResult();
        await tab.UntilAsync("document.querySelectorAll('#list > li').length === 0");
        Assert.Equal("No document is like that.", await tab.TextAsync("#nothing"));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_marked_word_is_corrected_and_the_text_is_updated()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine());
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        await using Tab tab = await chromium.OpenAsync(new Uri(app.Http.BaseAddress!, "#" + id));

        await tab.UntilAsync("document.querySelector('#view mark')?.textContent === '1'");
        await tab.Page.FocusAsync("#view mark");
        Assert.Equal(1, await tab.AskAsync<int>("document.querySelectorAll('#view .frames .looked').length"));
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.UntilAsync("document.querySelector('dialog')?.open === true");
        await tab.Page.Keyboard.TypeAsync("<b>one</b>");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.UntilAsync(
            "document.querySelectorAll('#view mark').length === 0 && document.querySelector('#view .text').textContent.trim() === 'page "
                + "<b>one</b>'");
        await AppHarness.UntilAsync(
            async () => (await app.Http.GetStringAsync($"api/documents/{id}/text", AppHarness.Stop)).Contains("<b>one</b>",
                StringComparison.Ordinal), "the results follow");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Functions_that_require_a_key_get_it_after_it_was_requested_once()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine());
        await app.PostAsync([1], "name=guarded.tif");
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!, before: GuardAsync);

        await tab.UntilAsync("document.querySelector('dialog')?.open === true");
        await tab.Page.TypeAsync("dialog input", "the key");
        await tab.ClickAsync("dialog button[type=submit]");
        await tab.UntilAsync(
            "document.querySelectorAll('#list > [data-status=Succeeded]').length === 1 && "
                + "document.querySelector('#options-summary').textContent === 'English'");

        await tab.Page.ReloadAsync();
        await tab.UntilAsync("document.querySelectorAll('#list > [data-status=Succeeded]').length === 1");
        Assert.False(await tab.AskAsync<bool>("document.querySelector('dialog')?.open === true"));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        using var documents = new TestDocuments();
        string file = Path.Combine(documents.Folder, new string('w', 200) + ".tif");
        await File.WriteAllBytesAsync(file, new byte[2_000], AppHarness.Stop);
        var engine =
            new ScriptedEngine
            {
                OnInspect =
                path => new FileInfo(path).Length == 2
                    ? throw new EngineRefusedException(new EngineError(EngineErrorCodes.DamagedFile, new string('m', 300)))
                    : Task.CompletedTask
            };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:MaxFileBytes"] = "1000" });
        await app.PostAsync([1], "name=" + new string('n', 300));
        await app.PostAsync([1, 2], "name=damaged.pdf");
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!, 360, 740, phone: true);

        await tab.UntilAsync("document.querySelectorAll('#list > [data-status=Succeeded], #list > [data-status=Failed]').length === 2");
        await tab.DropAsync(file);
        await tab.UntilAsync("document.querySelectorAll('#uploads .failed').length === 1");
        await tab.AskAsync<bool>("document.querySelectorAll('details:not([hidden])').forEach(one => { one.open = true; }) ?? true");
        Assert.Equal(0, await tab.OverflowAsync());
        Assert.True(
            await tab.AskAsync<bool>(
                "[...document.querySelectorAll('button, summary, .name')].filter(one => one.checkVisibility()).every(one => "
                    + "one.getBoundingClientRect().right <= innerWidth)"));

        await tab.AskAsync<bool>("document.querySelector('[data-status=Succeeded] .name').click() ?? true");
        await tab.UntilAsync("document.querySelectorAll('#view mark').length === 1");
        Assert.Equal(0, await tab.OverflowAsync());
    }

    [Fact]
    public async Task Every_control_has_an_accessible_name_and_is_reachable_by_keyboard()
    {
        var engine =
            new ScriptedEngine
            {
                Pages = 2,
                OnPage = (work, stop) => work.Page == 1 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, stop)
            };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: new() { ["Ocr:EngineProcesses"] = "2" });
        await app.PostAsync([1], "name=long.tif");
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);
        await tab.UntilAsync(
            "document.querySelector('#list progress')?.value === 50 && document.querySelectorAll('#languages input').length === 2");
        await tab.ClickAsync("#options summary");

        Assert.Empty((await NamelessAsync(tab)).Select(node => node.Role));
        var reached = new List<string>();
        await tab.Page.FocusAsync(".skip");
        for (int n = 0; n < 30 && !reached.Contains("Delete: long.tif"); n++)
        {
            await tab.Page.Keyboard.PressAsync("Tab");
            reached.Add(
                await tab.AskAsync<string>(
                    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"));
            Assert.NotEqual("none", await tab.AskAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }

        string[] controls = ["Choose files", "long.tif", "Cancel: long.tif", "Delete: long.tif"];
        Assert.Empty(controls.Except(reached));
        await tab.Page.FocusAsync("#list .name");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.UntilAsync("document.querySelectorAll('#view mark').length === 1 && document.activeElement.tagName === 'H1'");
        Assert.Empty((await NamelessAsync(tab)).Select(node => node.Role));
        Assert.Equal("page 1", (await tab.TextAsync("#view .text")).Trim());
        Assert.Empty(tab.Complaints);
    }

    private static async Task<List<PuppeteerSharp.PageAccessibility.SerializedAXNode>> NamelessAsync(Tab tab)
    {
        string[] roles = ["button", "link", "textbox", "combobox", "checkbox", "spinbutton", "progressbar", "image", "region"];
        var nameless = new List<PuppeteerSharp.PageAccessibility.SerializedAXNode>();
        Look(await tab.Page.Accessibility.SnapshotAsync());
        return nameless;

        void Look(PuppeteerSharp.PageAccessibility.SerializedAXNode node)
        {
            if (roles.Contains(node.Role) && string.IsNullOrWhiteSpace(node.Name))
                nameless.Add(node);
            foreach (var child in node.Children ?? [])
                Look(child);
        }
    }

    /// <summary>Requires the key for the API, as the real host does.</summary>
    private static async Task GuardAsync(IPage page)
    {
        await page.SetRequestInterceptionAsync(true);
        page.Request += async (_, e) =>
        {
            bool isOpen =
                !e.Request.Url.Contains("/api/", StringComparison.Ordinal)
                    || e.Request.Url.Contains("/api/health/", StringComparison.Ordinal)
                || (e.Request.Headers.TryGetValue("x-functions-key", out string? key) && key == "the key");
            await (isOpen ? e.Request.ContinueAsync() : e.Request.RespondAsync(new ResponseData { Status = HttpStatusCode.Unauthorized }));
        };
    }
}
