using System.Buffers.Binary;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Image objects of PDFs in the bilevel codings: fax and JBIG2.</summary>
internal static class PdfTestFax
{
    private const byte PageInformation = 48, ImmediateGenericRegion = 38, FirstPage = 1, Mmr = 1;

    public static byte[] Group3(GrayImage image, bool twoDimensional) =>
        Image(image,
            $"/CCITTFaxDecode /DecodeParms << /K {(twoDimensional ? 2 : 0)} /EndOfLine true /Columns {image.Width} /Rows {image.Height} >>",
            FaxCoding.Group3(image, twoDimensional));

    public static byte[] Group4(GrayImage image) =>
        Image(image, $"/CCITTFaxDecode /DecodeParms << /K -1 /Columns {image.Width} /Rows {image.Height} >>", FaxCoding.Group4(image));

    /// <summary>
    /// JBIG2 (ITU-T T.88) as PDF embeds it, without a file's header: the page, and one region over all of it that is coded as a fax.
    /// </summary>
    public static byte[] Jbig2(GrayImage image)
    {
        // Width, height, resolution unknown, white, in one stripe; then the region at the upper left corner, combined with what is there.
        byte[] page = [.. Number(image.Width), .. Number(image.Height), .. Number(0), .. Number(0), 0, 0, 0];
        byte[] region = [.. Number(image.Width), .. Number(image.Height), .. Number(0), .. Number(0), 0, Mmr, .. FaxCoding.Group4(image)];
        return Image(image, "/JBIG2Decode", [.. Segment(0, PageInformation, page), .. Segment(1, ImmediateGenericRegion, region)]);
    }

    /// <summary>A segment that refers to no other.</summary>
    private static byte[] Segment(int number, byte type, byte[] data) =>
        [.. Number(number), type, 0, FirstPage, .. Number(data.Length), .. data];

    private static byte[] Number(int value)
    {
        byte[] four = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, value);
        return four;
    }

    private static byte[] Image(GrayImage image, string filter, byte[] data) => PdfTestFile.Stream(
        $"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter "
            + $"{filter}", data);
}
