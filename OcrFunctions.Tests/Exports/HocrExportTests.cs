using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Tests.Exports;

/// <summary>hOCR as an HTML parser reads it, by the rules of its specification.</summary>
public sealed partial class HocrExportTests
{
    private static readonly string[] Order = ["ocr_page", "ocr_carea", "ocr_par", "ocr_line", "ocrx_word"];

    [Theory]
    [InlineData("pixel", 0)]
    [InlineData("inch", 0.03)]
    public async Task Elements_nest_and_each_box_is_within_the_page(string unit, double skew)
    {
        IDocument html =
            await ParseAsync(ExportSamples.Page(1, unit, skew, "one two\nthree\n\nfour", "five"), ExportSamples.Page(2, unit, skew, "six"));
        Assert.Equal(["one", "two", "three", "four", "five", "six"], html.QuerySelectorAll(".ocrx_word").Select(word => word.TextContent));
        for (int i = 1; i < Order.Length; i++)
            Assert.All(html.GetElementsByClassName(Order[i]), element => Assert.Equal(Order[i - 1], element.ParentElement!.ClassName));
        foreach (IElement page in html.GetElementsByClassName("ocr_page"))
        {
            int[] whole = Box(page);
            Assert.Equal(0, whole[0] + whole[1]);
            Assert.All(page.QuerySelectorAll("*"), element =>
            {
                int[] box = Box(element);
                Assert.True(box[0] >= 0 && box[1] >= 0 && box[0] < box[2] && box[1] < box[3] && box[2] <= whole[2] && box[3] <= whole[3],
                    element.OuterHtml);
            });
        }
    }

    [Fact]
    public async Task Ids_are_unique_and_capabilities_are_those_that_are_used()
    {
        IDocument html = await ParseAsync(ExportSamples.Page(1, blocks: ["a b", "c"]), ExportSamples.Page(2, blocks: "a b"));
        string?[] ids = [.. html.QuerySelectorAll("[id]").Select(element => element.Id)];
        Assert.Equal(ids.Distinct(), ids);
        IEnumerable<string> used = html.QuerySelectorAll("[class]").Select(element => element.ClassName!).Distinct();
        Assert.Equal(used.Order(), html.QuerySelector("meta[name=ocr-capabilities]")!.GetAttribute("content")!.Split(' ').Order());
        Assert.Contains("; ppageno 1;", html.GetElementsByClassName("ocr_page")[1].GetAttribute("title"));
    }

    [Fact]
    public async Task Confidence_is_a_percentage_and_words_are_as_they_were_read()
    {
        PageResult page = ExportSamples.Page(1, blocks: "<b>&amp;\"' \u0001x");
        IDocument html = await ParseAsync(page with { Words = [page.Words![0] with { Confidence = 0.5 }, page.Words[1]] });
        IElement[] words = [.. html.GetElementsByClassName("ocrx_word")];
        Assert.Equal(["<b>&amp;\"'", "\uFFFDx"], words.Select(word => word.TextContent));
        Assert.EndsWith("x_wconf 50", words[0].GetAttribute("title"));
    }

    private static async Task<IDocument> ParseAsync(params PageResult[] pages) =>
        new HtmlParser().ParseDocument(
            await ExportSamples.WriteAsync(output => new HocrExport(output), ExportSamples.Row("a & <b>.pdf"), pages));

    private static int[] Box(IElement element)
    {
        Match box = Bbox().Match(element.GetAttribute("title") ?? "");
        Assert.True(box.Success, element.OuterHtml);
        return [.. Enumerable.Range(1, 4).Select(i => int.Parse(box.Groups[i].Value, CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"^bbox (\d+) (\d+) (\d+) (\d+)(?:; [a-z_]+ [-\d. ]+)*$")]
    private static partial Regex Bbox();
}
