using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.StartPage;

/// <summary>Doubtful words reviewed in a browser, by keyboard alone.</summary>
public sealed class ReviewTests(AzuriteFixture azurite, Chromium chromium)
{
    private const int Words = 10;

    [Fact]
    public async Task Ten_words_are_reviewed_by_keyboard_alone_the_least_certain_first()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Change = WithDoubtfulWords });
        string id = await ReadAsync(app);
        await using Tab tab = await chromium.OpenAsync(new Uri(app.Http.BaseAddress!, "#" + id));
        await tab.UntilAsync($"document.querySelectorAll('#view mark').length === {Words}");

        // The least certain word is the last one of the page: its alternative is taken.
        await tab.Page.Keyboard.PressAsync("n");
        await tab.UntilAsync("document.querySelector('.review-bar strong')?.textContent === 'word9'");
        Assert.Contains("the recognizers differ", await tab.TextAsync(".review-bar .what"));
        await tab.Page.Keyboard.PressAsync("t");
        await LeftAsync(tab, Words - 1, "word8");
        // Accepted, edited, ignored and passed over; the next one is shown each time.
        await tab.Page.Keyboard.PressAsync("a");
        await LeftAsync(tab, Words - 2, "word7");
        await tab.Page.Keyboard.PressAsync("e");
        await tab.UntilAsync("document.querySelector('dialog')?.open === true");
        await tab.Page.Keyboard.TypeAsync("nail");
        await tab.Page.Keyboard.PressAsync("Enter");
        await LeftAsync(tab, Words - 3, "word6");
        await tab.Page.Keyboard.PressAsync("i");
        await LeftAsync(tab, Words - 4, "word5");
        // Twice undone: the ignored word, and the edited one.
        await tab.Page.Keyboard.PressAsync("u");
        await tab.UntilAsync($"document.querySelectorAll('#view mark').length === {Words - 3}");
        await tab.Page.Keyboard.PressAsync("u");
        await tab.UntilAsync($"document.querySelectorAll('#view mark').length === {Words - 2}");
        await tab.Page.Keyboard.PressAsync("n");
        for (int left = Words - 2; left > 0; left--)
        {
            await tab.UntilAsync($"document.querySelector('.review-bar strong')?.textContent === 'word{left - 1}'");
            await tab.Page.Keyboard.PressAsync("t");
            await tab.UntilAsync($"document.querySelectorAll('#view mark').length === {left - 1}");
        }

        string expected = string.Join(' ', Enumerable.Range(0, Words).Select(i => i == 8 ? "word8" : $"ward{i}"));
        Assert.Equal(expected, (await tab.TextAsync("#view .text")).Trim());
        await AppHarness.UntilAsync(
            async () => (await app.Http.GetStringAsync($"api/documents/{id}/text", AppHarness.Stop)).Trim() == expected,
            "the results follow");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_second_browser_sees_the_word_that_the_first_one_changed()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Change = WithDoubtfulWords });
        string id = await ReadAsync(app);
        var address = new Uri(app.Http.BaseAddress!, "#" + id);
        await using Tab first = await chromium.OpenAsync(address), second = await chromium.OpenAsync(address);
        foreach (Tab tab in new[] { first, second })
        {
            await tab.UntilAsync($"document.querySelectorAll('#view mark').length === {Words}");
            await tab.Page.Keyboard.PressAsync("n");
            await tab.UntilAsync("document.querySelector('.review-bar strong')?.textContent === 'word9'");
        }

        await first.Page.Keyboard.PressAsync("t");
        await first.UntilAsync($"document.querySelectorAll('#view mark').length === {Words - 1}");
        await second.Page.Keyboard.PressAsync("a");
        await second.UntilAsync("document.querySelector('#view .problem')?.textContent.includes(\"is 'ward9' now\")");
    }

    /// <summary>Word by word page 2 is the least certain, and then page 3.</summary>
    [Fact]
    public async Task The_words_of_all_pages_come_in_one_order_and_no_more_than_were_requested()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine
        {
            Pages = 3,
            Change = page => WithDoubtfulWords(page, less: page.Page switch { 2 => 0.02, 3 => 0.01, _ => 0 }),
        });
        string id = await ReadAsync(app, "name=scan.tif&maxReviewWords=4");
        await using Tab tab = await chromium.OpenAsync(new Uri(app.Http.BaseAddress!, "#" + id));
        await tab.UntilAsync("document.querySelector('.pager .check')?.textContent === 'Check 4 words'");

        foreach ((int page, string word) in new[] { (2, "word9"), (3, "word9"), (1, "word9"), (2, "word8"), (2, "word9") })
        {
            await tab.Page.Keyboard.PressAsync("n");
            await tab.UntilAsync($"document.querySelector('.pager input').value === '{page}' && "
                + $"document.querySelector('.review-bar strong')?.textContent === '{word}'");
        }

        await tab.Page.Keyboard.PressAsync("t");
        await tab.UntilAsync("document.querySelector('.pager input').value === '3'");
        await tab.UntilAsync("document.querySelector('.pager .check').textContent === 'Check 3 words'");
        Assert.Empty(tab.Complaints);
    }

    private static async Task<string> ReadAsync(AppHarness app, string query = "name=scan.tif")
    {
        string id = (string)(await app.PostAsync([1], query))["id"]!;
        await app.EndAsync(id);
        return id;
    }

    private static Task LeftAsync(Tab tab, int marks, string word) => tab.UntilAsync(
        $"document.querySelectorAll('#view mark').length === {marks} && "
            + $"document.querySelector('.review-bar strong')?.textContent === '{word}'");

    /// <summary>One line of words of falling confidence, of each of which the second recognizer read another text.</summary>
    private static RecognizedPage WithDoubtfulWords(RecognizedPage page) => WithDoubtfulWords(page, less: 0);

    /// <param name="page">A page.</param>
    /// <param name="less">By what every confidence is lower.</param>
    private static RecognizedPage WithDoubtfulWords(RecognizedPage page, double less)
    {
        // The first word of a line is less certain than others of the same confidence.
        RecognizedWord[] words = [.. Enumerable.Range(0, Words).Select(i =>
            new RecognizedWord($"word{i}", Box(i), (i == 0 ? 0.9 : 0.7 - 0.05 * i) - less)
            {
                Agreement = ReaderAgreement.Differs,
                SecondConfidence = 0.6,
                Alternative = $"ward{i}",
            })];
        string text = string.Join(' ', words.Select(word => word.Text));
        return page with { Blocks = [new RecognizedBlock("flowing_text", Box(0), [new([new(text, Box(0), words)])])] };
    }

    private static double[] Box(int i) => [20 * i, 10, 20 * i + 15, 10, 20 * i + 15, 20, 20 * i, 20];
}
