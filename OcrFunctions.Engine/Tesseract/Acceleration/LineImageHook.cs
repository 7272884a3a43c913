using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>
/// Tesseract compresses the image of every line as PNG, only to decompress it again. Where it calls leptonica's <c>pixWriteMem</c> for
/// that, this has the image written in leptonica's own serialized form, which holds the same pixels and costs a copy; <c>pixReadMem</c>
/// recognizes it.
/// </summary>
internal static unsafe class LineImageHook
{
    private const string WriteSymbol = "pixWriteMem";
    private const int IFF_SPIX = 19;

    private static delegate* unmanaged[Cdecl]<byte**, nuint*, nint, int, int> s_write;
    private static nint s_slot;

    /// <exception cref="InvalidOperationException">Tesseract does not call the function, or an image would not be the same.</exception>
    public static void Install(LoadedLibrary tesseract)
    {
        if (tesseract.Export(WriteSymbol) is not { } write || tesseract.ImportSlot(WriteSymbol) is not { } slot || *(nint*)slot != write)
            throw new InvalidOperationException("libtesseract does not import leptonica's function as expected.");
        s_write = (delegate* unmanaged[Cdecl]<byte**, nuint*, nint, int, int>)write;
        if (!IsSame(1) || !IsSame(8) || !IsSame(32))
            throw new InvalidOperationException("leptonica does not give a serialized image back as it was.");
        s_slot = slot;
        ReadOnlyPointer.Write(slot, (nint)(delegate* unmanaged[Cdecl]<byte**, nuint*, nint, int, int>)&Write);
    }

    /// <summary>Has lines compressed again.</summary>
    public static void Remove()
    {
        if (s_slot != 0)
            ReadOnlyPointer.Write(s_slot, (nint)s_write);
        s_slot = 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(byte** data, nuint* size, nint pix, int format) =>
        s_write(data, size, pix, format == Libleptonica.IFF_PNG ? IFF_SPIX : format);

    private static bool IsSame(int depth)
    {
        using PixHandle image = Libleptonica.pixCreate(37, 11, depth);
        uint* words = Libleptonica.pixGetData(image);
        int count = Libleptonica.pixGetWpl(image) * Libleptonica.pixGetHeight(image);
        // Pixels of a pattern in which any shift shows; the lowest byte of a word of color is alpha, which PNG drops.
        for (int i = 0; i < count; i++)
            words[i] = unchecked((uint)i * 2_654_435_761u) & (depth == 32 ? ~0xffu : ~0u);
        using PixHandle compressed = RoundTrip(image, Libleptonica.IFF_PNG), serialized = RoundTrip(image, IFF_SPIX);
        return !compressed.IsInvalid && !serialized.IsInvalid
            && Libleptonica.pixEqual(compressed, serialized, out int same) == 0 && same == 1;
    }

    private static PixHandle RoundTrip(PixHandle image, int format)
    {
        byte* data = null;
        nuint size = 0;
        try
        {
            return s_write(&data, &size, image.DangerousGetHandle(), format) == 0 ? Libleptonica.pixReadMem(data, size) : new PixHandle();
        }
        finally
        {
            Libleptonica.lept_free((nint)data);
        }
    }
}
