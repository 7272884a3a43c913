using OcrFunctions.Tests.StartPage;
using PuppeteerSharp;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace OcrFunctions.Tests.StartPage;

/// <summary>The system's Chromium, started when a test first needs it, with a new profile that is deleted with it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", "--hide-scrollbars",
    ];

    private readonly SemaphoreSlim _start = new(1);
    private string? _profile;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A tab of its own, with storage of its own; skips the test, with the reason, if there is no Chromium.</summary>
    /// <param name="address">URL to open.</param>
    /// <param name="width">Width of the view in CSS pixels.</param>
    /// <param name="height">Height of the view.</param>
    /// <param name="phone">Whether it is a phone: touch, two device pixels to one.</param>
    /// <param name="dark">Whether the user prefers dark colors.</param>
    /// <param name="before">What is done before the page is loaded.</param>
    internal async Task<Tab> OpenAsync(Uri address, int width = 1280, int height = 800, bool phone = false, bool dark = false,
        Func<IPage, Task>? before = null)
    {
        IBrowser browser = await BrowserAsync();
        IBrowserContext context = await browser.CreateBrowserContextAsync();
        IPage page = await context.NewPageAsync();
        await page.SetViewportAsync(
            new ViewPortOptions { Width = width, Height = height, IsMobile = phone, HasTouch = phone, DeviceScaleFactor = phone ? 2 : 1 });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = dark ? "dark" : "light" }]);
        if (before is not null)
            await before(page);
        return await Tab.OpenAsync(context, page, address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_profile is not null)
            await RemoveAsync(_profile);
        _start.Dispose();
    }

    /// <summary>Helper processes of the browser write for a moment after it has ended.</summary>
    private static async Task RemoveAsync(string folder)
    {
        for (int left = 20; ; left--)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<IBrowser> BrowserAsync()
    {
        string? program = Programs.FirstOrDefault(File.Exists);
        Assert.SkipUnless(program is not null, "needs Chromium: apt-get install chromium, which ./test does when it is root");
        await _start.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _profile ??= Directory.CreateTempSubdirectory("ocrfunctions-chromium-").FullName;
            return _browser ??= await Puppeteer.LaunchAsync(
                new LaunchOptions
                {
                    ExecutablePath = program,
                    Args = Arguments,
                    UserDataDir = _profile,
                    Timeout = 60_000,
                    DefaultViewport = null
                });
        }
        finally
        {
            _start.Release();
        }
    }
}
