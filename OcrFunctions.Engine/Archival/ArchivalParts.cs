using System.Security.Cryptography;
using System.Text;
using OcrFunctions.Engine.Searchable;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Archival;

/// <summary>What a PDF of images needs beyond its pages to be PDF/A-2u: metadata that say so, the colours that it is meant for, an identifier.</summary>
internal sealed class ArchivalParts(ArchivalRequest request)
{
    /// <summary>Shortest side of a page, in points.</summary>
    public const double ShortestSide = 3;

    private const string Claim = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" + """

        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>
        </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>
        """;

    /// <summary>Writes the parts.</summary>
    /// <returns>Entries of the catalogue.</returns>
    public static string Write(PdfFileWriter pdf)
    {
        int metadata = pdf.WriteStream("/Type /Metadata /Subtype /XML", file => file.Write(Encoding.UTF8.GetBytes(Claim)));
        int profile = pdf.WriteDeflated("/N 3", file => file.Write(SrgbProfile.Bytes));
        int intent = pdf.Write($"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {profile} 0 R >>");
        return $"/Metadata {metadata} 0 R /OutputIntents [{intent} 0 R]";
    }

    /// <summary>Tells this file from others by what it is made of: made again, it is the same.</summary>
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
