using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Sources;

namespace OcrFunctions.Pipeline.Results;

/// <summary>Images of a document's pages, rendered from its source on request; none is stored.</summary>
public sealed class PageImageRenderer(SourceCache sources, DocumentSecrets secrets, IPageEngine engine, TempWorkspace workspace)
{
    private const int TagBytes = 12;

    /// <summary>
    /// Identifies an image by its inputs: it stays the same as long as the source does, which never changes for a document.
    /// </summary>
    /// <returns>Letters and digits.</returns>
    public static string ETagOf(DocumentRow document, int page, int dpi) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{document.Id} {page} {dpi}")))
                .AsSpan(0, TagBytes));

    /// <summary>Renders a page.</summary>
    /// <param name="document">A document that was inspected.</param>
    /// <param name="page">Page number, from 1.</param>
    /// <param name="dpi">Dots per inch, for PDF.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A PNG file that is deleted when the stream is closed.</returns>
    /// <exception cref="SourceLostException">The source was deleted or overwritten.</exception>
    /// <exception cref="EngineRefusedException">The page cannot be rendered.</exception>
    /// <exception cref="EngineLostException">The engine crashed or took too long.</exception>
    public async Task<Stream> RenderAsync(DocumentRow document, int page, int dpi, CancellationToken cancellationToken)
    {
        string image = Path.Combine(workspace.Path, "page-" + Path.GetRandomFileName());
        try
        {
            using SourceLease source = await sources.OpenAsync(document, cancellationToken);
            Secret? password = await secrets.ReadAsync(document.SecretBlob, cancellationToken);
            await engine.RenderAsync(new RenderWork(source.Path, document.Kind!.Value, page, dpi, image) { Password = password },
                cancellationToken);
            return new FileStream(image, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        }
        catch
        {
            // A lost engine may have left a partial file.
            File.Delete(image);
            throw;
        }
    }
}
