using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.StartPage;

/// <summary>The start page in a real browser: what a new user does with it.</summary>
public sealed class StartPageTests(AzuriteFixture azurite, Chromium chromium)
{
    [Fact]
    public async Task Three_files_dropped_at_once_are_sent_and_read_and_their_text_opens_beside_the_page()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine: null);
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);
        await tab.UntilAsync("document.querySelector('#options-summary').textContent === 'English'");

        await tab.DropAsync(Repository.File("samples", "letter.pdf"), Repository.File("samples", "columns.jpg"),
            Repository.File("samples", "mixed.pdf"));

        await tab.UntilAsync("document.querySelectorAll('#list > li progress:not([hidden])').length > 0");
        await tab.UntilAsync(
            "document.querySelectorAll('#list > li[data-status=Succeeded]').length === 3 && document.querySelectorAll('#uploads "
                + "li').length === 0");
        Assert.Equal(["columns.jpg", "letter.pdf", "mixed.pdf"],
            (await tab.AskAsync<string[]>("[...document.querySelectorAll('#list .name')].map(name => name.textContent)")).Order());
        Assert.Equal(0, await tab.AskAsync<int>("document.querySelectorAll('#list progress:not([hidden])').length"));

        await tab.AskAsync<bool>(
            "[...document.querySelectorAll('#list .name')].find(name => name.textContent === 'letter.pdf').click() ?? true");
        await tab.UntilAsync(
            "document.querySelector('#view .text')?.textContent.length > 200 && document.querySelector('#view canvas').dataset.drawn === "
                + "'1'");
        string words = File.ReadAllText(Repository.File("samples", "letter.txt")).Split('\n').First(line => line.Length > 40)[..20];
        Assert.Contains(words, await tab.TextAsync("#view .text"));

        await tab.ClickAsync("#view .pager button[aria-label='Next page']");
        await tab.UntilAsync("document.querySelector('#view canvas').dataset.drawn === '2'");
        await tab.UntilAsync("document.querySelectorAll('#view mark').length > 0");
        await tab.ClickAsync("#view .check");
        Assert.Equal(1, await tab.AskAsync<int>("document.querySelectorAll('#view .frames .looked').length"));

        await tab.Page.GoBackAsync();
        await tab.UntilAsync("!document.querySelector('#overview').hidden");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Only_export_formats_that_are_written_are_offered()
    {
        await using AppHarness app =
            await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: new() { ["Ocr:Exports"] = "text,tsv" });
        await app.EndAsync((string)(await app.PostAsync([1]))["id"]!);
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);

        await tab.UntilAsync("document.querySelectorAll('#list .exports:not([hidden]) a').length > 0");

        Assert.Equal(["Text", "TSV"],
            await tab.AskAsync<string[]>("[...document.querySelectorAll('#list .exports a')].map(link => link.textContent)"));
    }

    [Fact]
    public async Task Names_and_texts_full_of_markup_and_script_change_nothing()
    {
        const string Attack = "<img src=x onerror=alert(1)><b>bold</b>";
        using var documents = new TestDocuments();
        string file = Path.Combine(documents.Folder, $"{Attack.Replace("/", "", StringComparison.Ordinal)}.pdf");
        await File.WriteAllBytesAsync(file,
            PdfTestFile.Write(
                [PdfTestPage.OfProse("<script>alert(1)</script> and then", Attack, "are words of a page like any other words on it.")]),
                AppHarness.Stop);
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine: null);
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);

        await tab.DropAsync(file);
        await app.PostAsync("no document"u8.ToArray(), "name=" + Uri.EscapeDataString("</a></li><script>alert(2)</script>.txt"));
        await tab.UntilAsync(
            "document.querySelectorAll('#list > li[data-status=Succeeded]').length === 1 && document.querySelectorAll('#list > "
                + "li[data-status=Failed]').length === 1");

        Assert.Equal(Path.GetFileName(file),
            await tab.AskAsync<string>("document.querySelector('[data-status=Succeeded] .name').textContent"));
        Assert.Equal("</a></li><script>alert(2)</script>.txt",
            await tab.AskAsync<string>("document.querySelector('[data-status=Failed] .name').textContent"));
        await tab.ClickAsync("[data-status=Succeeded] .name");
        await tab.UntilAsync(
            "document.querySelector('#view .text')?.textContent.includes('like any other') && document.querySelector('#view "
                + "canvas').dataset.drawn === '1'");
        Assert.Contains("<script>alert(1)</script>", await tab.TextAsync("#view .text"));
        Assert.Contains(Attack, await tab.TextAsync("#view .text"));

        Assert.Equal(1, await tab.AskAsync<int>("document.querySelectorAll('script').length"));
        Assert.Equal(1, await tab.AskAsync<int>("document.querySelectorAll('img').length"));
        Assert.Equal(0, await tab.AskAsync<int>("document.querySelectorAll('main b').length"));
        Assert.Equal("OcrFunctions", await tab.Page.GetTitleAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_violation_of_the_policy_is_noticed()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine());
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);
        await tab.AskAsync<bool>("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>') ?? true");
        await AppHarness.UntilAsync(
            () => Task.FromResult(tab.Complaints.Any(complaint => complaint.StartsWith("policy: ", StringComparison.Ordinal))),
            "the browser complains");
        Assert.DoesNotContain(tab.Complaints, complaint => complaint.StartsWith("dialog: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_reports_an_unreachable_server_and_continues_by_itself_when_it_is_back()
    {
        using var documents = new TestDocuments();
        string file = documents.NewPath("tif");
        await File.WriteAllBytesAsync(file, [1, 2, 3], AppHarness.Stop);
        string account = azurite.NewAccount();
        AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), account);
        await using Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!);
        await app.PostAsync([1]);
        await tab.UntilAsync("document.querySelectorAll('#list > li[data-status=Succeeded]').length === 1");
        int port = app.Http.BaseAddress!.Port;

        await app.DisposeAsync();
        await tab.DropAsync(file);
        await tab.UntilAsync(
            "!document.querySelector('#connection').hidden && document.querySelector('#uploads .state').textContent === 'waits for the "
                + "server'");
        Assert.StartsWith("The server does not answer", await tab.TextAsync("#connection"));
        Assert.Equal(1, await tab.AskAsync<int>("document.querySelectorAll('#list > li').length"));

        await using AppHarness back = await AppHarness.StartAsync(azurite, new ScriptedEngine(), account, port: port);
        await tab.UntilAsync(
            "document.querySelector('#connection').hidden && document.querySelectorAll('#list > li[data-status=Succeeded]').length === 2");
        Assert.Equal(0, await tab.AskAsync<int>("document.querySelectorAll('#uploads li').length"));
        Assert.Empty(tab.Complaints);
    }
}
