using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Photos as phones store them.</summary>
public sealed class EngineHeicTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly string[] Prose =
        ["The harbour master wrote every arrival into a long book,", "with the name of the ship, her cargo and her captain."];

    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task A_photo_is_read_and_keeps_its_size()
    {
        string photo = Photo(out GrayImage page);
        Assert.Equal(new DocumentInspection(DocumentKind.Heic, 1), (await _engine.Inspect(photo)).Inspection);
        RecognizedPage read = await _engine.Page(photo, DocumentKind.Heic);
        Assert.Equal(string.Join('\n', Prose), read.Text());
        Assert.Equal((page.Width, page.Height, "pixel"), ((int)read.Width, (int)read.Height, read.Unit));
    }

    [Fact]
    public async Task A_truncated_photo_is_damaged()
    {
        byte[] photo = await File.ReadAllBytesAsync(Photo(out _), TestContext.Current.CancellationToken);
        EngineReply reply = await _engine.Recognize(fixture.Documents.File("heic", photo.AsSpan(0, photo.Length / 2)), DocumentKind.Heic);
        Assert.Equal(EngineErrorCodes.DamagedFile, reply.Error?.Code);
    }

    private string Photo(out GrayImage page)
    {
        string pdf = fixture.Documents.Pdf(PdfTestPage.OfProse(Prose));
        page = fixture.Documents.DrawGray(pdf);
        string? photo = HeicTestFile.Write(fixture.Documents, fixture.Documents.Draw(pdf, "png"));
        Assert.SkipWhen(photo is null, HeicTestFile.NoEncoder);
        return photo!;
    }
}
