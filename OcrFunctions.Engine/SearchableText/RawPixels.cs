using System.Runtime.InteropServices;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>Decoded pixels as a PDF image: gray of 1, 8 or 16 bits, or color.</summary>
internal static class RawPixels
{
    /// <returns>Number of the image's object.</returns>
    public static int Write(PdfFileWriter pdf, PixHandle pixels)
    {
        using PixHandle plain = Plain(pixels);
        int width = Libleptonica.pixGetWidth(plain), height = Libleptonica.pixGetHeight(plain), depth = Libleptonica.pixGetDepth(plain);
        string colors = depth switch
        {
            // In leptonica, 1 is black.
            1 => "/BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0]",
            32 => "/BitsPerComponent 8 /ColorSpace /DeviceRGB",
            _ => $"/BitsPerComponent {depth} /ColorSpace /DeviceGray",
        };
        return pdf.WriteDeflated($"/Type /XObject /Subtype /Image /Width {width} /Height {height} {colors}",
            file => Write(file, plain, width, height, depth));
    }

    /// <summary>Without a palette and without transparency, in a depth that is supported here.</summary>
    private static PixHandle Plain(PixHandle pixels)
    {
        const int samplesWithAlpha = 4;
        if (Libleptonica.pixGetSpp(pixels) == samplesWithAlpha)
            return Checked(Libleptonica.pixRemoveAlpha(pixels));
        // By its colors: to one bit, to gray or to color.
        PixHandle plain = Checked(Libleptonica.pixRemoveColormap(pixels, Libleptonica.REMOVE_CMAP_BASED_ON_SRC));
        if (Libleptonica.pixGetDepth(plain) is 1 or 8 or 16 or 32)
            return plain;
        using (plain)
            return Checked(Libleptonica.pixConvertTo8(plain, cmapflag: 0));
    }

    private static PixHandle Checked(PixHandle pixels) => !pixels.IsInvalid
        ? pixels
        : throw LeptonicaErrors.From(EngineProtocol.EngineErrorCodes.EngineFailed, "The page's image cannot be written.");

    /// <summary>Leptonica keeps pixels in machine words, the first pixel in the highest bits.</summary>
    private static unsafe void Write(Stream file, PixHandle pixels, int width, int height, int depth)
    {
        int words = Libleptonica.pixGetWpl(pixels), bytes = depth == 32 ? 3 * width : (width * depth + 7) / 8;
        uint* data = Libleptonica.pixGetData(pixels);
        byte[] row = new byte[4 * words];
        for (int y = 0; y < height; y++)
        {
            var line = new ReadOnlySpan<uint>(data + (long)y * words, words);
            if (depth == 32)
                Colors(line, row, width);
            else
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(line, MemoryMarshal.Cast<byte, uint>(row.AsSpan()));
            file.Write(row, 0, bytes);
        }

        GC.KeepAlive(pixels);
    }

    private static void Colors(ReadOnlySpan<uint> line, byte[] row, int width)
    {
        for (int x = 0; x < width; x++)
        {
            row[3 * x] = (byte)(line[x] >> 24);
            row[3 * x + 1] = (byte)(line[x] >> 16);
            row[3 * x + 2] = (byte)(line[x] >> 8);
        }
    }
}
