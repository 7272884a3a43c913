using System.Security.Cryptography;
using System.Text;
using OcrFunctions.Engine.Assets;
using OcrFunctions.Engine.SearchableText;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.PdfA;

/// <summary>
/// What a PDF of images needs besides its pages to be PDF/A-2u: metadata that claims the level, an output intent, an identifier.
/// </summary>
internal sealed class PdfAParts(ArchivalRequest request) : IPdfConformance
{
    private const string Metadata = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" + """

        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
        <pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>
        </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>
        """;

    public double MinSide => 3;

    /// <summary>An image's colors must be those of the output intent, which is RGB.</summary>
    public bool Allows(JpegHeader jpeg) => !jpeg.IsCmyk;

    public bool AllowsJpeg2000(string path) => PdfAJpeg2000.IsAllowed(path);

    public string Write(PdfFileWriter pdf)
    {
        int metadata = pdf.WriteStream("/Type /Metadata /Subtype /XML", file => file.Write(Encoding.UTF8.GetBytes(Metadata)));
        int profile = pdf.WriteDeflated("/N 3", file => file.Write(EmbeddedAsset.SrgbProfile));
        int intent =
            pdf.Write($"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {profile} "
                + $"0 R >>");
        return $"/Metadata {metadata} 0 R /OutputIntents [{intent} 0 R]";
    }

    /// <summary>Derives the file's identifier from its content: the same content gives the same identifier.</summary>
    public string Identifier()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        foreach (string path in new[] { request.Path, request.Layer })
        {
            using FileStream file = File.OpenRead(path);
            for (int length; (length = file.Read(buffer)) > 0;)
                hash.AppendData(buffer, 0, length);
        }

        const int bytes = 16;
        string id = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, bytes));
        return $"/ID [<{id}> <{id}>]";
    }
}
