using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Tests.Exports;

/// <summary>Pages and a document for writing exports.</summary>
internal static class ExportSamples
{
    /// <summary>A document with every field set.</summary>
    public static DocumentRow Row(string name = "scan.pdf", DocumentKind kind = DocumentKind.Pdf)
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);
        var row = new DocumentRow
        {
            Id = "d1",
            Name = name,
            Status = nameof(DocumentStatus.PartiallySucceeded),
            Kind = kind,
            SourceLength = 9,
            ContentSha256 = new string('a', 64),
            Language = "deu+eng",
            Priority = Priority.High,
            Pages = "1-3",
            PagesTotal = 3,
            PagesDone = 2,
            PagesFailed = 1,
            ConfidenceMean = 0.8,
            ConfidenceWorstPage = 0.7,
            WorstPage = 2,
            Words = 7,
            WordsToReview = 1,
            Batch = "b",
            ExternalId = "e",
            DuplicateOf = "d0",
            CreatedAt = at,
            StartedAt = at,
            CompletedAt = at,
            ExpiresAt = at,
        };
        row.SetError(OcrError.Of("PageTimedOut", "Page 3 took too long.", 3));
        row.SetWarnings([new OcrWarning("SignedPdf", "It is signed.")]);
        return row;
    }

    /// <summary>A page of blocks of paragraphs of lines, set in boxes that do not touch.</summary>
    /// <param name="number">Page number, from 1.</param>
    /// <param name="unit"><c>pixel</c> or <c>inch</c>.</param>
    /// <param name="skew">How much lines descend to the right, as a share of their width.</param>
    /// <param name="blocks">Lines separated by line feeds, paragraphs by empty lines.</param>
    public static PageResult Page(int number = 1, string unit = "pixel", double skew = 0, params string[] blocks)
    {
        double one = unit == "inch" ? 0.01 : 1, top = 100;
        var read = new List<RecognizedBlock>();
        foreach (string block in blocks)
        {
            double first = top;
            var paragraphs = new List<RecognizedParagraph>();
            foreach (string paragraph in block.Split("\n\n"))
            {
                var lines = new List<RecognizedLine>();
                foreach (string line in paragraph.Split('\n'))
                {
                    double left = 100;
                    var words = new List<RecognizedWord>();
                    foreach (string word in line.Split(' '))
                    {
                        words.Add(new RecognizedWord(word, Box(left, top, left + 10 * word.Length, top + 20, one, skew),
                            0.5 + words.Count % 5 / 10.0));
                        left += 10 * word.Length + 10;
                    }

                    lines.Add(new RecognizedLine(line, Box(100, top, left - 10, top + 20, one, skew), words));
                    top += 40;
                }

                paragraphs.Add(new RecognizedParagraph(lines));
                top += 20;
            }

            read.Add(new RecognizedBlock("flowing_text", Box(100, first, 900, top - 40, one, skew), paragraphs));
        }

        return PageAssembler.Assemble(new RecognizedPage
        {
            Page = number,
            Width = 1000 * one,
            Height = 1400 * one,
            Unit = unit,
            DpiUsed = 300,
            Source = TextSource.Ocr,
            Language = "eng",
            ImageMilliseconds = 1,
            RecognitionMilliseconds = 1,
            CpuMilliseconds = 2,
            Blocks = read,
        });
    }

    /// <summary>A page that was read with every field set, beyond what <see cref="Page"/> sets.</summary>
    public static PageResult FullPage()
    {
        PageResult page = Page(1, "inch", 0, "Recog-\nnition of\n\ntext", "a table");
        return page with
        {
            DpiDeclared = 200,
            Rotation = 90,
            Orientation = new PageOrientation(90, 3.5, true),
            Skew = -0.25,
            ImageTransform = [1, 0, 0, 0, 1, 0],
            Engine = Tesseract("a"),
            Passes = [new RecognitionPass("first", 7, 0.8, true)],
            PictureText = [new PictureText("Harbour Ltd", [0, 0, 1, 0, 1, 1, 0, 1], 0.93)],
            UnreadRegions = [new UnreadRegion([0, 0, 1, 0, 1, 1, 0, 1], 12)],
            Warnings = [new PageWarning(PageWarningCodes.MissedText, "Some text was missed.")],
            Confidence = 0.8,
            Words = [.. page.Words!.Select(
                (word, i) =>
                    word with { RawConfidence = 0.9, Recognized = i == 0 ? "Recoq-" : null,
                        Confidence = i == 1 ? null : word.Confidence })],
        };
    }

    /// <summary>The engine of a page, with a model whose hash repeats one digit.</summary>
    public static RecognitionEngine Tesseract(string digit) =>
        new("tesseract", "5.3.0", "1.82.0", [new RecognitionModel("eng", "4.00.00", string.Concat(Enumerable.Repeat(digit, 64)))]);

    public static PageResult FailedPage(int number) =>
        new() { Page = number, Status = PageStatus.Failed, Error = OcrError.Of("PageTimedOut", "It took too long.", number) };

    /// <summary>What an export writes for pages.</summary>
    public static async Task<string> WriteAsync(Func<Stream, IPageExport> make, DocumentRow row, params PageResult[] pages)
    {
        using var output = new MemoryStream();
        await using (IPageExport export = make(output))
        {
            await export.BeginAsync(new ExportDocument(row.Id, row, 2));
            foreach (PageResult page in pages)
                await export.PageAsync(new PageLayout(page));
            await export.EndAsync();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static double[] Box(double left, double top, double right, double bottom, double one, double skew) =>
        [.. new[] { (left, top), (right, top), (right, bottom), (left, bottom) }.SelectMany(
            ((double X, double Y) at) => new[] { at.X * one, (at.Y + at.X * skew) * one })];
}
