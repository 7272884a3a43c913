using System.Text;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>A document of the chaos run, and its expected outcome from the input alone.</summary>
/// <param name="Name">File name.</param>
/// <param name="Content">Bytes.</param>
/// <param name="Query">Options, from <c>&amp;</c> on.</param>
/// <param name="Pages">Pages that are read without faults; 0 for a broken document.</param>
/// <param name="Codes">Codes that a broken document may fail with.</param>
internal sealed record ChaosDocument(string Name, byte[] Content, string Query, int Pages, params string[] Codes)
{
    /// <summary>Whether it is dropped into the container; a document whose language is not installed is refused over HTTP.</summary>
    public bool IsDropped { get; init; }

    /// <summary>Whether a cancel was accepted.</summary>
    public bool Canceled { get; set; }

    public string? Id { get; set; }

    /// <summary>Makes the given number of documents, alternately real and broken, with priorities and some with a time limit.</summary>
    public static IReadOnlyList<ChaosDocument> Make(int count, Random chance, TestDocuments documents)
    {
        string pdf =
            documents.Pdf(
                [.. Enumerable.Range(1, 3)
                    .Select(page => PdfTestPage.OfProse($"Page {page} of a letter", "with a few lines of text,", "which is not long."))]);
        GrayImage[] pages = [.. Enumerable.Range(1, 3).Select(page => documents.DrawGray(pdf, 100, 100, page))];
        byte[] png = File.ReadAllBytes(documents.Draw(pdf, "png", 100));
        byte[] tiff = new TiffTestFile().Write(pages), whole = File.ReadAllBytes(pdf);
        string[] priorities = ["high", "normal", "low"];
        return [.. Enumerable.Range(0, count)
            .Select(n => Kind(n) with { Query = Kind(n).Query + $"&priority={priorities[chance.Next(3)]}" })];

        ChaosDocument Kind(int n) => (n % 10) switch
        {
            0 or 1 => new($"{n}.png", png, "", 1),
            2 or 3 or 4 => new($"{n}.tif", tiff, "", 3),
            5 => new($"{n}.pdf", whole, "", 3),
            6 => new($"{n}.pdf", Encoding.UTF8.GetBytes("This is a text that calls itself a PDF."), "", 0, "UnsupportedFormat"),
            7 => new($"{n}.png", [], "", 0, "EmptyFile"),
            8 => new($"{n}.tif", tiff, "&language=xyz", 0, "LanguageNotInstalled") { IsDropped = true },
            _ => new($"{n}.tif", tiff[..200], "", 0, "DamagedFile"),
        };
    }
}
