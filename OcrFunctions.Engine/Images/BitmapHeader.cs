using System.Buffers.Binary;
using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>The two headers of a Windows or OS/2 bitmap.</summary>
/// <param name="Width">Pixels; not checked.</param>
/// <param name="Height">Pixels; not checked.</param>
/// <param name="IsPlain">Whether leptonica reads it right: a palette or 24 bits, no compression, no bit fields.</param>
/// <param name="IsCutOff">Whether the file ends before pixels that are not compressed, which ImageSharp does not mind.</param>
/// <param name="Dpi">Resolution as declared; 0 for none.</param>
internal readonly record struct BitmapHeader(int Width, int Height, bool IsPlain, bool IsCutOff, (int Across, int Down) Dpi)
{
    private const int MinLength = 26, FirstOfOs2 = 12, SecondOfOs2 = 64, Windows3 = 40, Windows4 = 108, Windows5 = 124;
    private const int None = 0, BitFields = 3;
    private const double InchesPerMeter = 1 / 0.0254;

    /// <summary>
    /// Whether a file begins as a bitmap: two letters are weak evidence, so the size of its second header is checked too.
    /// </summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start.Length >= MinLength && start.StartsWith("BM"u8)
        && Int(start, 14) is FirstOfOs2 or 16 or Windows3 or 52 or 56 or SecondOfOs2 or Windows4 or Windows5;

    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.DamagedFile"/> for a file that ends in its headers.</exception>
    public static BitmapHeader Read(string path)
    {
        Span<byte> start = stackalloc byte[54];
        using FileStream file = File.OpenRead(path);
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        int size = Int(start, 14);
        if (read < MinLength || read < 14 + Math.Min(size, Windows3))
            throw new EngineException(EngineErrorCodes.DamagedFile, "The bitmap is cut off in its header.");

        bool isOld = size == FirstOfOs2, isLong = size >= Windows3;
        // A negative height means that the rows run from top to bottom.
        (int width, int height) = isOld
            ? (Short(start, 18), Short(start, 20))
            : (Int(start, 18), Math.Abs(Math.Max(Int(start, 22), -int.MaxValue)));
        (int bits, int compression) = (Short(start, isOld ? 24 : 28), isLong ? Int(start, 30) : None);
        long rowBits = (long)width * bits, length = (rowBits + 31) / 32 * 4 * (height - 1L) + (rowBits + 7) / 8;
        return new BitmapHeader(
            width,
            height,
            IsPlain: size is Windows3 or Windows4 or Windows5 && bits is 1 or 4 or 8 or 24 && compression == None,
            // In the second version of OS/2, the number of bit fields is a compression.
            IsCutOff: (compression == None || (compression == BitFields && size != SecondOfOs2)) && file.Length < Int(start, 10) + length,
            isLong ? (ToDpi(Int(start, 38)), ToDpi(Int(start, 42))) : default);
    }

    private static int ToDpi(int pixelsPerMeter) => (int)Math.Round(pixelsPerMeter / InchesPerMeter);

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
