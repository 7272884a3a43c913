using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Pipeline.Results;

/// <summary>Pictures of a document's pages, drawn from its source when they are asked for; none is kept.</summary>
public sealed class PagePictures(SourceCache sources, DocumentSecrets secrets, IPageEngine engine, TempWorkspace workspace)
{
    private const int TagBytes = 12;

    /// <summary>Names a picture by what it is drawn of: it stays the same as long as the source does, which never changes under a document.</summary>
    /// <returns>Letters and digits.</returns>
    public static string TagOf(DocumentRow document, int page, int dpi) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{document.PartitionKey} {page} {dpi}"))).AsSpan(0, TagBytes));

    /// <summary>Draws a page.</summary>
    /// <param name="document">A document that was inspected.</param>
    /// <param name="page">Page number, from 1.</param>
    /// <param name="dpi">Dots per inch, for PDF.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A PNG file that goes when the stream is closed.</returns>
    /// <exception cref="SourceLostException">The source is gone or another one now.</exception>
    /// <exception cref="EngineRefusedException">The page cannot be drawn.</exception>
    /// <exception cref="EngineLostException">The engine died or took too long.</exception>
    public async Task<Stream> DrawAsync(DocumentRow document, int page, int dpi, CancellationToken cancellationToken)
    {
        string picture = Path.Combine(workspace.Path, "page-" + Path.GetRandomFileName());
        try
        {
            using SourceLease source = await sources.OpenAsync(document, cancellationToken);
            string? password = await secrets.ReadAsync(document.SecretBlob, cancellationToken);
            await engine.RenderAsync(new RenderWork(source.Path, Enum.Parse<DocumentKind>(document.Kind!), page, dpi, picture) { Password = password }, cancellationToken);
            return new FileStream(picture, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        }
        catch
        {
            // A lost engine may have left half of it.
            File.Delete(picture);
            throw;
        }
    }
}
