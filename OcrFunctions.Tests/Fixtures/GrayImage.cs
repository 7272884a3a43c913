using System.Globalization;
using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Pixels of 8 bits, 255 for white, row by row from the top.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Pixels">Width times height bytes.</param>
/// <param name="DpiAcross">Horizontal resolution declared by files made from it; 0 for none.</param>
/// <param name="DpiDown">Vertical resolution declared by files made from it; 0 for none.</param>
public sealed record GrayImage(int Width, int Height, byte[] Pixels, int DpiAcross, int DpiDown)
{
    public static GrayImage FromPgm(byte[] file, int dpiAcross, int dpiDown)
    {
        // "P5 <width> <height> 255", each followed by one whitespace character, and then the pixels.
        string[] header = Encoding.ASCII.GetString(file, 0, Math.Min(file.Length, 64)).Split(['\n', ' '], 5);
        int width = int.Parse(header[1], CultureInfo.InvariantCulture), height = int.Parse(header[2], CultureInfo.InvariantCulture);
        return new GrayImage(width, height, file[^(width * height)..], dpiAcross, dpiDown);
    }

    /// <summary>The image for encoders, with its resolution.</summary>
    public Image<L8> ToImage()
    {
        var image = Image.LoadPixelData<L8>(Pixels, Width, Height);
        image.Metadata.ResolutionUnits = PixelResolutionUnit.PixelsPerInch;
        image.Metadata.HorizontalResolution = DpiAcross;
        image.Metadata.VerticalResolution = DpiDown;
        return image;
    }

    /// <summary>Its ink in black on transparent: transparent where the image is white.</summary>
    public Image<Rgba32> ToBlackOnTransparent() =>
        Image.LoadPixelData<Rgba32>([.. Pixels.Select(gray => new Rgba32(0, 0, 0, (byte)(255 - gray)))], Width, Height);

    /// <summary>Its ink in white on transparent, as in logos for dark pages.</summary>
    public Image<Rgba32> ToWhiteOnTransparent() =>
        Image.LoadPixelData<Rgba32>([.. Pixels.Select(gray => new Rgba32(255, 255, 255, (byte)(255 - gray)))], Width, Height);
}
