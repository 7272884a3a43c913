using System.IO.Compression;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Image objects of PDFs, as different programs write them.</summary>
internal static class PdfTestImage
{
    public static byte[] Flate(GrayImage image) => Deflated(image, "/ColorSpace /DeviceGray /BitsPerComponent 8", image.Pixels);

    /// <summary>Three equal samples per pixel.</summary>
    public static byte[] Rgb(GrayImage image) =>
        Deflated(image, "/ColorSpace /DeviceRGB /BitsPerComponent 8", [.. image.Pixels.SelectMany(pixel => new[] { pixel, pixel, pixel })]);

    /// <summary>A palette of 16 grays, the lightest first.</summary>
    public static byte[] Palette(GrayImage image)
    {
        string colors =
            string.Concat(Enumerable.Range(0, 16).Select(i => string.Concat(Enumerable.Repeat((255 - 17 * i).ToString("X2", null), 3))));
        return Deflated(image, $"/ColorSpace [/Indexed /DeviceRGB 15 <{colors}>] /BitsPerComponent 8",
            [.. image.Pixels.Select(pixel => (byte)(15 - pixel / 17))]);
    }

    /// <summary>1 bit, where 1 is white, or black if the values mean the opposite.</summary>
    public static byte[] OneBit(GrayImage image, bool inverted)
    {
        int bytes = (image.Width + 7) / 8;
        byte[] rows = new byte[bytes * image.Height];
        for (int i = 0; i < image.Pixels.Length; i++)
            if (image.Pixels[i] >= 128 != inverted)
                rows[i / image.Width * bytes + i % image.Width / 8] |= (byte)(0x80 >> (i % image.Width % 8));
        return Deflated(image, "/ColorSpace /DeviceGray /BitsPerComponent 1" + (inverted ? " /Decode [1 0]" : ""), rows);
    }

    /// <param name="image">Its size.</param>
    /// <param name="jpeg">A JPEG file of that size, of three components.</param>
    public static byte[] Jpeg(GrayImage image, byte[] jpeg) =>
        PdfTestFile.Stream($"{Size(image)} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", jpeg);

    private static byte[] Deflated(GrayImage image, string entries, byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            zlib.Write(data);
        return PdfTestFile.Stream($"{Size(image)} {entries} /Filter /FlateDecode", packed.ToArray());
    }

    private static string Size(GrayImage image) => $"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height}";
}
