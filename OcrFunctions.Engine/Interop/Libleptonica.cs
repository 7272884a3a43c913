using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>leptonica/allheaders.h</c>: names, types and meaning are those of the header. A status of 0 is success.</summary>
internal static unsafe partial class Libleptonica
{
    internal const int L_SEVERITY_ERROR = 5;
    internal const int L_JPEG_CONTINUE_WITH_BAD_DATA = 2;

    [LibraryImport(Libraries.Leptonica)]
    internal static partial LeptonicaText getLeptonicaVersion();

    [LibraryImport(Libraries.Leptonica)]
    internal static partial void lept_free(nint memory);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int setMsgSeverity(int severity);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial void leptSetStderrHandler(delegate* unmanaged<byte*, void> handler);

    /// <summary>Takes a pointer to the pointer, and sets that to null.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial void pixDestroy(ref nint pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixCreate(int width, int height, int depth);

    [LibraryImport(Libraries.Leptonica, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int pixReadHeader(string filename, out int format, out int width, out int height, out int bps, out int spp,
        out int iscmap);

    /// <param name="data">A whole file.</param>
    /// <param name="size">Bytes.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixReadHeaderMem(byte* data, nuint size, out int format, out int w, out int h, out int bps, out int spp,
        out int iscmap);

    [LibraryImport(Libraries.Leptonica, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int readHeaderTiff(
        string filename, int n, out int width, out int height, out int bps, out int spp, out int res, out int cmap, out int format);

    [LibraryImport(Libraries.Leptonica, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial PixHandle pixRead(string filename);

    internal const int IFF_PNG = 3;

    /// <returns>0 for success.</returns>
    [LibraryImport(Libraries.Leptonica, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int pixWrite(string filename, PixHandle pix, int format);

    /// <param name="data">A whole file.</param>
    /// <param name="size">Bytes.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixReadMem(byte* data, nuint size);

    /// <param name="filename">Path of the file.</param>
    /// <param name="cmapflag">0 for none.</param>
    /// <param name="reduction">1, 2, 4 or 8.</param>
    /// <param name="nwarn">Warnings about the data.</param>
    /// <param name="hint">Flags, such as <see cref="L_JPEG_CONTINUE_WITH_BAD_DATA"/>.</param>
    [LibraryImport(Libraries.Leptonica, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial PixHandle pixReadJpeg(string filename, int cmapflag, int reduction, out int nwarn, int hint);

    /// <param name="filename">Path of the file.</param>
    /// <param name="n">Page, from 0.</param>
    [LibraryImport(Libraries.Leptonica, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial PixHandle pixReadTiff(string filename, int n);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixGetWidth(PixHandle pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixGetHeight(PixHandle pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixGetDepth(PixHandle pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixGetSpp(PixHandle pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixSetSpp(PixHandle pix, int spp);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixGetXRes(PixHandle pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixGetYRes(PixHandle pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixSetXRes(PixHandle pix, int res);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixSetYRes(PixHandle pix, int res);

    /// <summary>Words (of 4 bytes) per line.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixGetWpl(PixHandle pix);

    /// <summary>The image's own memory, valid as long as the image.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial uint* pixGetData(PixHandle pix);

    /// <returns>Owned by the image, or null.</returns>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial nint pixGetColormap(PixHandle pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixEndianByteSwap(PixHandle pix);
}
