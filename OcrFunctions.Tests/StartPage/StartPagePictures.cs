using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;
using PuppeteerSharp;

namespace OcrFunctions.Tests.StartPage;

/// <summary>
/// Makes the images of the documentation: <c>SCREENSHOTS=docs/images ./test --filter-class '*StartPagePictures'</c>, and after it
/// <c>pngquant --ext .png --force docs/images/*.png</c>, which reduces them to a third. Otherwise it is skipped.
/// </summary>
public sealed class StartPagePictures(AzuriteFixture azurite, Chromium chromium)
{
    [Fact]
    public async Task Screenshots_of_the_start_page_are_taken()
    {
        string? folder = Environment.GetEnvironmentVariable("SCREENSHOTS");
        Assert.SkipUnless(folder is not null, "takes pictures for the documentation when SCREENSHOTS names a folder for them");
        folder = Directory.CreateDirectory(Path.Combine(Repository.Root, folder)).FullName;
        // As ./run starts it.
        Dictionary<string, string?> settings = new()
        {
            ["Ocr:RecognizerFolder"] = Repository.File("node_modules", "@gutenye", "ocr-models", "assets"),
            ["Ocr:BestTessdataFolder"] = Repository.File("node_modules", ".tessdata-best"),
        };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine: null, settings: settings);
        string[] samples = ["mixed.pdf", "photo.jpg", "rechnung.png", "columns.jpg", "letter.pdf"];
        foreach (string name in samples)
        {
            string language = name == "rechnung.png" ? "&language=deu" : "";
            await app.EndAsync(
                (string)(await app.PostAsync(await File.ReadAllBytesAsync(Repository.File("samples", name), AppHarness.Stop),
                    $"name={name}{language}"))["id"]!);
        }

        // One in progress, as in real use: forty pages.
        using var documents = new TestDocuments();
        string many = documents.NewPath("pdf");
        CommandLine.Run("qpdf", ["--empty", "--pages", .. Enumerable.Repeat(Repository.File("samples", "letter.pdf"), 20), "--", many]);
        await app.PostAsync(await File.ReadAllBytesAsync(many, AppHarness.Stop), "name=minutes-2026.pdf&mode=force&priority=low");
        await using (Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!))
        {
            await tab.UntilAsync(
                "document.querySelectorAll('#list > li').length === 6 && document.querySelector('#list progress:not([hidden])')?.value >= "
                    + "10 && document.querySelector('#health').textContent !== ''");
            await ShootAsync(tab, "start-page.png");
        }

        await using (Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!, 390, 844, phone: true))
        {
            await tab.UntilAsync(
                "document.querySelectorAll('#list > li').length === 6 && document.querySelector('#health').textContent !== ''");
            await ShootAsync(tab, "start-page-phone.png");
        }

        await using (Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!, dark: true))
        {
            await tab.UntilAsync("document.querySelectorAll('#list > li').length === 6");
            await ShootAsync(tab, "start-page-dark.png");
        }

        await using (Tab tab = await chromium.OpenAsync(app.Http.BaseAddress!))
        {
            await tab.UntilAsync("document.querySelectorAll('#list > li').length === 6");
            await tab.AskAsync<bool>(
                "[...document.querySelectorAll('#list .name')].find(name => name.textContent === 'letter.pdf').click() ?? true");
            await tab.UntilAsync("document.querySelector('#view canvas')?.dataset.drawn === '1'");
            // The second word to review is on the second page.
            await tab.ClickAsync("#view .check");
            await tab.UntilAsync("document.querySelector('.review-bar strong') !== null");
            await tab.Page.Keyboard.PressAsync("n");
            await tab.UntilAsync("document.querySelector('#view canvas')?.dataset.drawn === '2'");
            await tab.UntilAsync("document.querySelector('.review-bar:not([hidden])') !== null");
            await ShootAsync(tab, "document-page.png");
        }

        Task ShootAsync(Tab tab, string name) =>
            tab.Page.ScreenshotAsync(Path.Combine(folder, name), new ScreenshotOptions { Type = ScreenshotType.Png });
    }
}
