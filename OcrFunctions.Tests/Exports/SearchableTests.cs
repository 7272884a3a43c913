using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>Shared by the tests of searchable PDFs: an engine that makes one from the test's own layer.</summary>
public abstract class SearchableTests(EngineFixture fixture)
{
    private protected TestDocuments Documents => fixture.Documents;

    private protected EngineClient Engine => fixture.Engine;

    /// <summary>The searchable PDF's path; qpdf has found no error in it.</summary>
    private protected async Task<string> Make(string source, DocumentKind kind, params TextLayerPage[] layer) =>
        (await MakeWith(source, kind, null, layer)).Pdf;

    private protected async Task<(string Pdf, IReadOnlyList<EngineWarning>? Warnings)> MakeWith(string source, DocumentKind kind,
        string? password, params TextLayerPage[] layer)
    {
        string output = Documents.NewPath("pdf");
        EngineReply reply = await Engine.Searchable(source, kind, TextLayers.Write(Documents, layer), output, password);
        Assert.True(reply.Searchable is not null, $"{reply.Error?.Code}: {reply.Error?.Message}");
        CommandLine.Run("qpdf", [.. password is null ? Array.Empty<string>() : [$"--password={password}"], "--check", output]);
        return (output, reply.Searchable.Warnings);
    }

    /// <summary>The bytes of all images, as they are stored in the PDF if their format is also a file format.</summary>
    /// <param name="pdf">Path.</param>
    /// <param name="how"><c>-p</c> for pixels, with page numbers in the files' names.</param>
    private protected List<byte[]> Images(string pdf, string how = "-all")
    {
        string root = Documents.NewPath("images");
        CommandLine.Run("pdfimages", how, pdf, root);
        return [.. Directory.GetFiles(Documents.Folder, Path.GetFileName(root) + "-*").Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)];
    }
}
