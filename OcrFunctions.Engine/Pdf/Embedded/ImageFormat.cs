using OcrFunctions.Engine.Pdf.Structure;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.Pdf.Embedded;

/// <summary>What an image's dictionary says of its pixels.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="BitsPerPixel">As they are decoded: 1, 8 or 24.</param>
internal sealed record ImageFormat(int Width, int Height, int BitsPerPixel)
{
    private const int Grey = 1, Colour = 3, MostNesting = 3;

    /// <summary>The format of an image that is decoded the same way by everybody: black and white, grey, RGB, or with a palette of these; null for others.</summary>
    public static ImageFormat? Of(DictionaryToken image, IPdfTokenScanner scanner)
    {
        int width = Number("Width"), height = Number("Height");
        // JPEG 2000 may bring transparency of its own; optional content may be switched off.
        if (width <= 0 || height <= 0 || Number("SMaskInData") != 0 || image.Data.ContainsKey("OC"))
            return null;
        IToken? space = image.Data.GetValueOrDefault("ColorSpace");
        bool palette = DirectObject.Of<ArrayToken>(space, scanner) is { Data: [NameToken { Data: "Indexed" }, ..] };
        int bits = Number("BitsPerComponent"), components = Components(space, scanner, MostNesting);
        bool known = (palette, components, bits) switch
        {
            // A palette of two colours could be any two.
            (true, Grey or Colour, 2 or 4 or 8) => true,
            (false, Grey, 1 or 2 or 4 or 8) => true,
            (false, Colour, 8) => true,
            _ => false,
        };
        if (!known || !IsPlain(DirectObject.Entry<ArrayToken>(image, "Decode", scanner), palette, components, bits, scanner))
            return null;
        return new ImageFormat(width, height, bits == 1 ? 1 : components == Grey && !palette ? 8 : 24);

        int Number(string name) => DirectObject.Entry<NumericToken>(image, name, scanner)?.Int ?? 0;
    }

    /// <summary>1 or 3 for grey and RGB in their kinds, and palettes of them; 0 for all others.</summary>
    private static int Components(IToken? space, IPdfTokenScanner scanner, int nesting)
    {
        if (nesting == 0)
            return 0;
        if (DirectObject.Of<NameToken>(space, scanner) is { } name)
            return name.Data switch { "DeviceGray" => Grey, "DeviceRGB" => Colour, _ => 0 };
        if (DirectObject.Of<ArrayToken>(space, scanner) is not { Data: [NameToken family, IToken first, ..] })
            return 0;
        return family.Data switch
        {
            "CalGray" => Grey,
            "CalRGB" => Colour,
            "ICCBased" => DirectObject.Entry<NumericToken>(DirectObject.Of<StreamToken>(first, scanner)?.StreamDictionary, "N", scanner)?.Int switch { Grey => Grey, Colour => Colour, _ => 0 },
            "Indexed" => Components(first, scanner, nesting - 1),
            _ => 0,
        };
    }

    /// <summary>Values mean what they do without such an array, or the opposite where there are two.</summary>
    private static bool IsPlain(ArrayToken? decode, bool palette, int components, int bits, IPdfTokenScanner scanner)
    {
        if (decode is null)
            return true;
        double[] range = [.. decode.Data.Select(number => DirectObject.Of<NumericToken>(number, scanner)?.Double ?? double.NaN)];
        if (palette)
            return range is [0, var last] && last == (1 << bits) - 1;
        return (bits == 1 && range is [1, 0]) || range.SequenceEqual(Enumerable.Repeat(new[] { 0.0, 1.0 }, components).SelectMany(pair => pair));
    }
}
