using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>Pixel format that an image's dictionary states.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BitsPerPixel">As decoded: 1, 8 or 24.</param>
internal sealed record ImageFormat(int Width, int Height, int BitsPerPixel)
{
    private const int Gray = 1, Color = 3, MaxNesting = 3;

    /// <summary>
    /// The format of an image that all programs decode alike: black and white, gray, RGB, or with a palette of these; null for others.
    /// </summary>
    public static ImageFormat? Of(DictionaryToken image, IPdfTokenScanner scanner)
    {
        int width = Number("Width"), height = Number("Height");
        // JPEG 2000 may contain its own transparency; optional content may be switched off.
        if (width <= 0 || height <= 0 || Number("SMaskInData") != 0 || image.Data.ContainsKey("OC"))
            return null;
        IToken? space = image.Data.GetValueOrDefault("ColorSpace");
        bool palette = DirectObject.Of<ArrayToken>(space, scanner) is { Data: [NameToken { Data: "Indexed" }, ..] };
        int bits = Number("BitsPerComponent"), components = Components(space, scanner, MaxNesting);
        bool known = (palette, components, bits) switch
        {
            // A palette of two colors could be any two.
            (true, Gray or Color, 2 or 4 or 8) => true,
            (false, Gray, 1 or 2 or 4 or 8) => true,
            (false, Color, 8) => true,
            _ => false,
        };
        if (!known || !IsPlain(DirectObject.Entry<ArrayToken>(image, "Decode", scanner), palette, components, bits, scanner))
            return null;
        return new ImageFormat(width, height, bits == 1 ? 1 : components == Gray && !palette ? 8 : 24);

        int Number(string name) => DirectObject.Entry<NumericToken>(image, name, scanner)?.Int ?? 0;
    }

    /// <summary>1 or 3 for gray and RGB color spaces, and palettes of them; 0 for all others.</summary>
    private static int Components(IToken? space, IPdfTokenScanner scanner, int nesting)
    {
        if (nesting == 0)
            return 0;
        if (DirectObject.Of<NameToken>(space, scanner) is { } name)
            return name.Data switch { "DeviceGray" => Gray, "DeviceRGB" => Color, _ => 0 };
        if (DirectObject.Of<ArrayToken>(space, scanner) is not { Data: [NameToken family, IToken first, ..] })
            return 0;
        return family.Data switch
        {
            "CalGray" => Gray,
            "CalRGB" => Color,
            "ICCBased" =>
                DirectObject.Entry<NumericToken>(DirectObject.Of<StreamToken>(first, scanner)?.StreamDictionary, "N",
                    scanner)?.Int switch
                { Gray => Gray, Color => Color, _ => 0 },
            "Indexed" => Components(first, scanner, nesting - 1),
            _ => 0,
        };
    }

    /// <summary>The values have their default meaning, or the inverted one where there are two.</summary>
    private static bool IsPlain(ArrayToken? decode, bool palette, int components, int bits, IPdfTokenScanner scanner)
    {
        if (decode is null)
            return true;
        double[] range = [.. decode.Data.Select(number => DirectObject.Of<NumericToken>(number, scanner)?.Double ?? double.NaN)];
        if (palette)
            return range is [0, var last] && last == (1 << bits) - 1;
        return (bits == 1 && range is [1, 0])
            || (range.Length == 2 * components && range.Index().All(limit => limit.Item == limit.Index % 2));
    }
}
