using System.Net;
using System.Text.RegularExpressions;
using OcrFunctions.Http;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.StartPage;

/// <summary>How the start page's files are served, and what must not be in them.</summary>
public sealed partial class StartPageServingTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("", "text/html; charset=utf-8")]
    [InlineData("page/start.js", "text/javascript; charset=utf-8")]
    [InlineData("page/start.css", "text/css; charset=utf-8")]
    [InlineData("page/icon.svg", "image/svg+xml")]
    public async Task A_file_has_its_type_a_strict_policy_and_is_sent_again_only_when_it_has_changed(string path, string type)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using HttpResponseMessage first = await app.Http.GetAsync(path, AppHarness.Stop);
        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using HttpResponseMessage second = await app.Http.SendAsync(again, AppHarness.Stop);
        using HttpResponseMessage head = await app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), AppHarness.Stop);

        Assert.Equal((HttpStatusCode.OK, type), (first.StatusCode, $"{first.Content.Headers.ContentType}"));
        Assert.Equal("no-cache", $"{first.Headers.CacheControl}");
        Assert.Equal(StartPageFiles.Policy, first.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", first.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal((HttpStatusCode.OK, first.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("page/nothing.js")]
    [InlineData("page/..%2Fhost.json")]
    [InlineData("page/index.html/x")]
    [InlineData("start.js")]
    public async Task A_file_that_is_not_part_of_the_page_is_not_found(string path)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(path, AppHarness.Stop)).StatusCode);
    }

    [Theory]
    [InlineData("hocr", true)]
    [InlineData("text", true)]
    [InlineData("pages/1/image", true)]
    [InlineData("pdf", false)]
    public async Task Content_of_documents_is_served_so_that_nothing_in_it_can_run(string form, bool isSandboxed)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        using HttpResponseMessage answer = await app.Http.GetAsync($"api/documents/{id}/{form}", AppHarness.Stop);

        Assert.Equal((HttpStatusCode.OK, "nosniff"), (answer.StatusCode, answer.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(isSandboxed,
            answer.Headers.TryGetValues("Content-Security-Policy", out var policy)
                && policy.Single().EndsWith("; sandbox", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_turns_no_text_into_markup_and_loads_nothing_from_elsewhere()
    {
        foreach (string file in Directory.GetFiles(Repository.File("OcrFunctions", "StartPage")))
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotMatch(MarkupFromText(), text);
            Assert.DoesNotMatch(Inline(), text);
            Assert.Empty(Elsewhere().Matches(text).Select(match => match.Value).Except(["http://www.w3.org/2000/svg"]));
        }
    }

    [Fact]
    public void Every_imported_module_exists_and_every_file_is_used()
    {
        string[] files = [.. Directory.GetFiles(Repository.File("OcrFunctions", "StartPage"))];
        HashSet<string> named =
            [StartPageFiles.Page,
                .. files.SelectMany(file => Named().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)];
        Assert.Equal(files.Select(Path.GetFileName).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.Equal(StartPageFiles.Names.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_error_of_a_document_has_its_advice()
    {
        string table = File.ReadAllText(Repository.File("docs", "errors.md")).Split("## HTTP only")[0];
        string advice = File.ReadAllText(Repository.File("OcrFunctions", "StartPage", "advice.js"));
        Assert.Equal(TableCode().Matches(table).Select(match => match.Groups[1].Value).Order(),
            AdviceCode().Matches(advice).Select(match => match.Groups[1].Value).Order());
    }

    [GeneratedRegex(
        @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|DOMParser|createContextualFragment|\beval\(|new Function|srcdoc")]
    private static partial Regex MarkupFromText();

    [GeneratedRegex(@"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=""|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(https?:)?//[\w.-]+\.[a-z]{2,}[\w/.-]*")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"(?:page/|'\./)([\w-]+\.(?:js|css|svg))\b")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableCode();

    [GeneratedRegex(@"^  (\w+): '", RegexOptions.Multiline)]
    private static partial Regex AdviceCode();
}
