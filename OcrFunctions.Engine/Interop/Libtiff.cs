using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>tiffio.h</c>: names, types and meaning are those of the header.</summary>
internal static unsafe partial class Libtiff
{
    internal const int ORIENTATION_TOPLEFT = 1;

    [LibraryImport(Libraries.Tiff, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial TiffHandle TIFFOpen(string filename, string mode);

    [LibraryImport(Libraries.Tiff)]
    internal static partial void TIFFClose(nint tiff);

    /// <param name="tiff">The file.</param>
    /// <param name="directory">From 0; 16 bits in older versions of the library, which makes no difference to the calling
    /// convention.</param>
    /// <returns>1 for success.</returns>
    [LibraryImport(Libraries.Tiff)]
    internal static partial int TIFFSetDirectory(TiffHandle tiff, uint directory);

    /// <param name="tiff">The file.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="raster">One word per pixel, from the lowest byte: red, green, blue (multiplied by alpha), alpha.</param>
    /// <param name="orientation">Position of the first pixel.</param>
    /// <param name="stopOnError">0 to continue after data that cannot be decoded.</param>
    /// <returns>1 for success.</returns>
    [LibraryImport(Libraries.Tiff)]
    internal static partial int TIFFReadRGBAImageOriented(TiffHandle tiff, uint width, uint height, uint* raster, int orientation,
        int stopOnError);

    /// <summary>Null to suppress messages.</summary>
    [LibraryImport(Libraries.Tiff)]
    internal static partial nint TIFFSetErrorHandler(nint handler);

    /// <summary>Null to suppress messages.</summary>
    [LibraryImport(Libraries.Tiff)]
    internal static partial nint TIFFSetWarningHandler(nint handler);
}
