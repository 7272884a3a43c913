using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>tesseract/capi.h</c>: names, types and meaning are those of the header.</summary>
internal static partial class Libtesseract
{
    internal const int OEM_DEFAULT = 3;
    internal const int PSM_AUTO = 3;

    internal const int RIL_BLOCK = 0;
    internal const int RIL_PARA = 1;
    internal const int RIL_TEXTLINE = 2;
    internal const int RIL_WORD = 3;

    /// <summary>A constant of the library: never freed.</summary>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial nint TessVersion();

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessDeleteText(nint text);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessDeleteTextArray(nint texts);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial BaseApiHandle TessBaseAPICreate();

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPIDelete(nint api);

    [LibraryImport(Libraries.Tesseract, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int TessBaseAPISetVariable(BaseApiHandle api, string name, string value);

    [LibraryImport(Libraries.Tesseract, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int TessBaseAPIInit2(BaseApiHandle api, string datapath, string language, int oem);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial TextArrayHandle TessBaseAPIGetLoadedLanguagesAsVector(BaseApiHandle api);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPISetPageSegMode(BaseApiHandle api, int mode);

    /// <summary>The engine takes a reference of its own to the image.</summary>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPISetImage2(BaseApiHandle api, PixHandle pix);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPISetSourceResolution(BaseApiHandle api, int ppi);

    /// <returns>0 for success.</returns>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial int TessBaseAPIRecognize(BaseApiHandle api, nint monitor);

    /// <returns>An invalid handle for a page without text.</returns>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial ResultIteratorHandle TessBaseAPIGetIterator(BaseApiHandle api);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPIClear(BaseApiHandle api);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPIClearAdaptiveClassifier(BaseApiHandle api);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessResultIteratorDelete(nint iterator);

    /// <summary>The same object seen as its base class: never freed on its own.</summary>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial nint TessResultIteratorGetPageIterator(ResultIteratorHandle iterator);

    [LibraryImport(Libraries.Tesseract)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool TessResultIteratorNext(ResultIteratorHandle iterator, int level);

    /// <returns>An invalid handle where the iterator stands on no text.</returns>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial TextHandle TessResultIteratorGetUTF8Text(ResultIteratorHandle iterator, int level);

    /// <returns>0 to 100.</returns>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial float TessResultIteratorConfidence(ResultIteratorHandle iterator, int level);

    [LibraryImport(Libraries.Tesseract)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool TessPageIteratorIsAtBeginningOf(nint pageIterator, int level);

    [LibraryImport(Libraries.Tesseract)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool TessPageIteratorBoundingBox(nint pageIterator, int level, out int left, out int top, out int right, out int bottom);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial int TessPageIteratorBlockType(nint pageIterator);
}
