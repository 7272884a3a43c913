using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary>
/// Two functions of Tesseract's class <c>PageIterator</c> as they are. The C interface calls what <c>ResultIterator</c> overrides them
/// with, which sorts each line's words by the direction of their script: at every word that walks over the page from its beginning, a
/// twentieth of the time of a dense page. Where no word runs from right to left both go the same way.
/// </summary>
internal static unsafe class PageIterator
{
    private static readonly delegate* unmanaged[Cdecl]<nint, int, byte> s_next =
        (delegate* unmanaged[Cdecl]<nint, int, byte>)Export("_ZN9tesseract12PageIterator4NextENS_17PageIteratorLevelE");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, byte> s_isAtBeginningOf =
        (delegate* unmanaged[Cdecl]<nint, int, byte>)Export("_ZNK9tesseract12PageIterator15IsAtBeginningOfENS_17PageIteratorLevelE");

    /// <summary>Whether the library exports them.</summary>
    public static bool IsAvailable => s_next is not null && s_isAtBeginningOf is not null;

    /// <param name="iterator">A <c>TessPageIterator*</c>.</param>
    /// <param name="level">Level to move to the next element of.</param>
    /// <returns>False at the end of the page.</returns>
    public static bool Next(nint iterator, int level) => s_next(iterator, level) != 0;

    /// <param name="iterator">A <c>TessPageIterator*</c>.</param>
    /// <param name="level">Level whose beginning is asked for.</param>
    public static bool IsAtBeginningOf(nint iterator, int level) => s_isAtBeginningOf(iterator, level) != 0;

    private static nint Export(string symbol) =>
        NativeLibrary.TryGetExport(Libraries.TesseractHandle, symbol, out nint function) ? function : 0;
}
