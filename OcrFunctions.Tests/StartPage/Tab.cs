using System.Collections.Concurrent;
using System.Text.Json;
using PuppeteerSharp;

namespace OcrFunctions.Tests.StartPage;

/// <summary>The start page in a tab. It records all errors: failed scripts, policy violations, dialogs.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private const int MaxWait = 60_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Tab(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Everything that a correct page does not do. Failed requests are not included: servers may be unavailable.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public static async Task<Tab> OpenAsync(IBrowserContext context, IPage page, Uri address)
    {
        var tab = new Tab(context, page);
        page.DefaultTimeout = MaxWait;
        page.PageError += (_, e) => tab._complaints.Enqueue("error: " + e.Message);
        page.Error += (_, e) => tab._complaints.Enqueue("crash: " + e.Error);
        page.Dialog += async (_, e) =>
        {
            tab._complaints.Enqueue("dialog: " + e.Dialog.Message);
            await e.Dialog.Dismiss();
        };
        // Reported by the browser itself, which no script of the page can suppress.
        page.Client.MessageReceived += (_, e) =>
        {
            if (e.MessageID == "Audits.issueAdded"
                && e.MessageData.GetRawText().Contains("ContentSecurityPolicyIssue", StringComparison.Ordinal))
                tab._complaints.Enqueue("policy: " + e.MessageData.GetRawText());
        };
        await page.Client.SendAsync("Audits.enable");
        await page.GoToAsync(address.ToString(), new NavigationOptions { WaitUntil = [WaitUntilNavigation.Load] });
        return tab;
    }

    /// <summary>Waits until an expression of the page is true.</summary>
    public async Task UntilAsync(string expression)
    {
        try
        {
            await Page.WaitForExpressionAsync(expression, new WaitForFunctionOptions { Timeout = MaxWait });
        }
        catch (WaitTaskTimeoutException)
        {
            Assert.Fail($"Still not {expression}. The page says: {await TextAsync("body")} Complaints: {string.Join('\n', Complaints)}");
        }
    }

    public Task<T> AskAsync<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    /// <summary>The text of an element as it is shown.</summary>
    public Task<string> TextAsync(string selector) => AskAsync<string>($"document.querySelector({Quote(selector)}).innerText");

    /// <summary>Presses the button with this label; it is the only visible one.</summary>
    public async Task PressAsync(string label) =>
        Assert.Equal(1,
            await AskAsync<int>(
                $"(all => {{ all[0]?.click(); return all.length; }})([...document.querySelectorAll('button')].filter(one => "
                    + $"one.textContent === {Quote(label)} && one.checkVisibility()))"));

    public Task ClickAsync(string selector) => Page.ClickAsync(selector);

    /// <summary>Drags files from outside over the page and lets go, as the system does.</summary>
    public async Task DropAsync(params string[] files)
    {
        var data = new { items = Array.Empty<object>(), files, dragOperationsMask = 1 };
        foreach (string type in new[] { "dragEnter", "dragOver", "drop" })
            await Page.Client.SendAsync("Input.dispatchDragEvent", new { type, x = 200, y = 200, data });
    }

    /// <summary>CSS pixels that the page is wider than its view.</summary>
    public Task<int> OverflowAsync() => AskAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
