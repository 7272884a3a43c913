using System.Runtime.InteropServices;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Searchable;

/// <summary>Decoded pixels as a PDF image: grey of 1, 8 or 16 bits, or colour.</summary>
internal static class RawPixels
{
    /// <returns>Number of the image's object.</returns>
    public static int Write(PdfFileWriter pdf, PixHandle pixels)
    {
        using PixHandle plain = Plain(pixels);
        int width = Libleptonica.pixGetWidth(plain), height = Libleptonica.pixGetHeight(plain), depth = Libleptonica.pixGetDepth(plain);
        string colours = depth switch
        {
            // Leptonica's ones are black.
            1 => "/BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0]",
            32 => "/BitsPerComponent 8 /ColorSpace /DeviceRGB",
            _ => $"/BitsPerComponent {depth} /ColorSpace /DeviceGray",
        };
        return pdf.WriteDeflated($"/Type /XObject /Subtype /Image /Width {width} /Height {height} {colours}", file => Write(file, plain, width, height, depth));
    }

    /// <summary>Without a palette and without transparency, in a depth that is written here.</summary>
    private static PixHandle Plain(PixHandle pixels)
    {
        const int samplesWithAlpha = 4;
        if (Libleptonica.pixGetSpp(pixels) == samplesWithAlpha)
            return Made(Libleptonica.pixRemoveAlpha(pixels));
        // By its colours: to one bit, to grey or to colour.
        PixHandle plain = Made(Libleptonica.pixRemoveColormap(pixels, Libleptonica.REMOVE_CMAP_BASED_ON_SRC));
        if (Libleptonica.pixGetDepth(plain) is 1 or 8 or 16 or 32)
            return plain;
        using (plain)
            return Made(Libleptonica.pixConvertTo8(plain, cmapflag: 0));
    }

    private static PixHandle Made(PixHandle made) => !made.IsInvalid ? made : throw EngineException.FromLeptonica(EngineProtocol.EngineErrorCodes.EngineFailed, "The page's image cannot be written.");

    /// <summary>Leptonica keeps pixels in words of the machine, the first pixel in the highest bits.</summary>
    private static unsafe void Write(Stream file, PixHandle pixels, int width, int height, int depth)
    {
        int words = Libleptonica.pixGetWpl(pixels), bytes = depth == 32 ? 3 * width : (width * depth + 7) / 8;
        uint* data = Libleptonica.pixGetData(pixels);
        byte[] row = new byte[4 * words];
        for (int y = 0; y < height; y++)
        {
            var line = new ReadOnlySpan<uint>(data + (long)y * words, words);
            if (depth == 32)
                Colours(line, row, width);
            else
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(line, MemoryMarshal.Cast<byte, uint>(row.AsSpan()));
            file.Write(row, 0, bytes);
        }

        GC.KeepAlive(pixels);
    }

    private static void Colours(ReadOnlySpan<uint> line, byte[] row, int width)
    {
        for (int x = 0; x < width; x++)
        {
            row[3 * x] = (byte)(line[x] >> 24);
            row[3 * x + 1] = (byte)(line[x] >> 16);
            row[3 * x + 2] = (byte)(line[x] >> 8);
        }
    }
}
