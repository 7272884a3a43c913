using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>tesseract/capi.h</c>: names, types and meaning are those of the header.</summary>
internal static partial class Libtesseract
{
    internal const int OEM_TESSERACT_ONLY = 0;
    internal const int OEM_DEFAULT = 3;

    internal const int PSM_OSD_ONLY = 0;
    internal const int PSM_AUTO = 3;
    internal const int PSM_SINGLE_BLOCK = 6;
    internal const int PSM_SINGLE_LINE = 7;
    internal const int PSM_SPARSE_TEXT = 11;

    internal const int ORIENTATION_PAGE_UP = 0;

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

    /// <summary>The engine takes its own reference to the image.</summary>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPISetImage2(BaseApiHandle api, PixHandle pix);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPISetSourceResolution(BaseApiHandle api, int ppi);

    /// <returns>0 for success.</returns>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial int TessBaseAPIRecognize(BaseApiHandle api, nint monitor);

    /// <param name="api">An engine with the model <c>osd</c> and an image.</param>
    /// <param name="orient_deg">Clockwise rotation of the text in degrees: 0, 90, 180 or 270.</param>
    /// <param name="orient_conf">0 and up.</param>
    /// <param name="script_name">A constant of the model: never freed.</param>
    /// <param name="script_conf">0 and up.</param>
    [LibraryImport(Libraries.Tesseract)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool TessBaseAPIDetectOrientationScript(
        BaseApiHandle api, out int orient_deg, out float orient_conf, out nint script_name, out float script_conf);

    /// <returns>An invalid handle for a page without text.</returns>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial ResultIteratorHandle TessBaseAPIGetIterator(BaseApiHandle api);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPIClear(BaseApiHandle api);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessBaseAPIClearAdaptiveClassifier(BaseApiHandle api);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessResultIteratorDelete(nint iterator);

    /// <summary>The same object as its base class: never freed on its own.</summary>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial nint TessResultIteratorGetPageIterator(ResultIteratorHandle iterator);

    [LibraryImport(Libraries.Tesseract)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool TessResultIteratorNext(ResultIteratorHandle iterator, int level);

    /// <returns>An invalid handle where there is no text at the iterator's position.</returns>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial TextHandle TessResultIteratorGetUTF8Text(ResultIteratorHandle iterator, int level);

    /// <returns>0 to 100.</returns>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial float TessResultIteratorConfidence(ResultIteratorHandle iterator, int level);

    /// <summary>Moves it to the page's beginning.</summary>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessPageIteratorBegin(nint pageIterator);

    [LibraryImport(Libraries.Tesseract)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool TessPageIteratorIsAtBeginningOf(nint pageIterator, int level);

    [LibraryImport(Libraries.Tesseract)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool TessPageIteratorBoundingBox(nint pageIterator, int level, out int left, out int top, out int right,
        out int bottom);

    [LibraryImport(Libraries.Tesseract)]
    internal static partial int TessPageIteratorBlockType(nint pageIterator);

    /// <param name="pageIterator">Position on the page.</param>
    /// <param name="orientation">0 for upright text; 1, 2 and 3 for text whose top is right, down and left.</param>
    /// <param name="writing_direction">Not used here.</param>
    /// <param name="textline_order">Not used here.</param>
    /// <param name="deskew_angle">Radians.</param>
    [LibraryImport(Libraries.Tesseract)]
    internal static partial void TessPageIteratorOrientation(
        nint pageIterator, out int orientation, out int writing_direction, out int textline_order, out float deskew_angle);
}
