using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.Exports;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Small documents after public bug reports, each with what is right beside it (../shared/cases/README.md).</summary>
public sealed class CasesTests(EngineFixture fixture) : SearchableTests(fixture), IClassFixture<EngineFixture>
{
    /// <summary>Share of the expected words that are read: recognition may err in one of twenty.</summary>
    private const double MinRead = 0.95;

    private const string NoteInText = "+ ", AlternativeInText = "or what is there";

    [Fact]
    public async Task Every_case_gives_what_is_expected()
    {
        string folder = Repository.SharedFile("cases");
        List<string> faults = [];
        string[] names = [.. (await File.ReadAllLinesAsync(Path.Combine(folder, "cases.tsv"), TestContext.Current.CancellationToken))
            .Skip(1).Select(line => line.Split('\t')[0])];
        foreach (string name in names)
            faults.AddRange((await FaultsOfAsync(Path.Combine(folder, name))).Select(fault => $"{name}: {fault}"));
        Assert.Empty(faults);
        Assert.True(names.Length >= 50, $"Only {names.Length} cases were found.");
    }

    private async Task<List<string>> FaultsOfAsync(string file)
    {
        string[] expected = await File.ReadAllLinesAsync(file + ".expected", TestContext.Current.CancellationToken);
        (List<RecognizedPage> pages, List<string> said) = await ReadAsync(file);
        List<string> faults = [];
        if (said.Contains(EngineErrorCodes.LanguageNotInstalled))
            return faults;
        string text = Squeezed(string.Join('\n', pages.Select(page => PageAssembler.Assemble(page).Text)));
        string[] words = [.. expected
            .Where(line => line.Length > 0 && line[..1] is not ("!" or "?" or "=" or "#")
                && !line.StartsWith(NoteInText, StringComparison.Ordinal) && !line.StartsWith(AlternativeInText, StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        string[] missing = [.. words.Where(word => !text.Contains(Squeezed(word), StringComparison.Ordinal))];
        bool isSaid = said.Count > 0;
        if (words.Length - missing.Length < MinRead * words.Length && !(isSaid && IsDamaged(said)))
            faults.Add($"{missing.Length} of {words.Length} words are missing: {string.Join(' ', missing.Take(10))}");
        faults.AddRange(expected.Where(line => line.StartsWith("! ", StringComparison.Ordinal))
            .Where(line => text.Contains(Squeezed(line[2..]), StringComparison.Ordinal)).Select(line => $"{line[2..]} is not visible"));
        if (expected.Any(line => line.StartsWith('?')) && !isSaid)
            faults.Add("nothing is said of what is missing");
        if (expected.Contains("= picture") && file.EndsWith(".pdf", StringComparison.Ordinal))
            faults.AddRange(await FaultsOfSearchableAsync(file, pages));
        return faults;
    }

    private async Task<(List<RecognizedPage> Pages, List<string> Said)> ReadAsync(string file)
    {
        EngineReply reply = await Engine.Inspect(file);
        if (reply.Inspection is not { } document)
            return ([], [reply.Error!.Code]);
        List<RecognizedPage> pages = [];
        List<string> said = [.. (document.Warnings ?? []).Select(warning => warning.Code)];
        string language = Path.GetFileName(file).StartsWith("chinese", StringComparison.Ordinal) ? "chi_sim" : "eng";
        for (int number = 1; number <= document.Pages; number++)
        {
            EngineReply page = await Engine.Recognize(file, document.Kind, number, language, mode: TextMode.Auto);
            if (page.Page is { } read)
                pages.Add(read);
            said.AddRange(page.Page?.Warnings.Select(warning => warning.Code) ?? [page.Error!.Code]);
        }

        return (pages, said);
    }

    /// <summary>Of the searchable PDF: it looks like the source, and its words lie where they are seen.</summary>
    private async Task<IEnumerable<string>> FaultsOfSearchableAsync(string file, List<RecognizedPage> pages)
    {
        TextLayerPage[] layer = [.. pages.Select(page => new TextLayerPage(page.Page, page.Width, page.Height, null, [.. page.Words()
            .Where(word => !word.IsNative).Select(word => new TextLayerWord(word.Text, word.Polygon, Space: true))]))];
        string made = await Make(file, DocumentKind.Pdf, layer);
        List<string> faults = [];
        List<PdfText.FoundPage> found = PdfText.Find(made);
        for (int i = 0; i < layer.Length; i++)
        {
            if (!Documents.DrawGray(file, 75, 75, i + 1).Pixels.AsSpan().SequenceEqual(Documents.DrawGray(made, 75, 75, i + 1).Pixels))
                faults.Add($"page {i + 1} of the searchable PDF looks different");
            // Beside native words, poppler finds those too.
            if (layer[i].Words.Count > 0 && layer[i].Words.Count == pages[i].Words().Count())
                PdfText.AssertHolds(layer[i], found[i], isTurned: (found[i].Width > found[i].Height) != (layer[i].Width > layer[i].Height));
        }

        return faults;
    }

    private static bool IsDamaged(List<string> said) => said.Exists(
        code => code is PageWarningCodes.ContentLost or EngineErrorCodes.DamagedFile or PageWarningCodes.Truncated);

    private static string Squeezed(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));
}
