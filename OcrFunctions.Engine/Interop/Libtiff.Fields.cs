using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary>Fields and strips of a directory.</summary>
internal static unsafe partial class Libtiff
{
    internal const uint TIFFTAG_IMAGEWIDTH = 256, TIFFTAG_IMAGELENGTH = 257, TIFFTAG_COMPRESSION = 259, TIFFTAG_PHOTOMETRIC = 262,
        TIFFTAG_FILLORDER = 266, TIFFTAG_ORIENTATION = 274, TIFFTAG_XRESOLUTION = 282, TIFFTAG_YRESOLUTION = 283;

    /// <summary>One value; a field of 16 bits fills the first half of it.</summary>
    internal static int TIFFGetField(TiffHandle tiff, uint tag, out uint value)
    {
        value = 0;
        fixed (uint* at = &value)
            return GetField(tiff, tag, at);
    }

    /// <summary>One value of a field of fractions.</summary>
    internal static int TIFFGetField(TiffHandle tiff, uint tag, out float value)
    {
        int found = TIFFGetField(tiff, tag, out uint bits);
        value = BitConverter.UInt32BitsToSingle(bits);
        return found;
    }

    [LibraryImport(Libraries.Tiff)]
    internal static partial uint TIFFNumberOfStrips(TiffHandle tiff);

    [LibraryImport(Libraries.Tiff)]
    internal static partial ulong TIFFRawStripSize(TiffHandle tiff, uint strip);

    [LibraryImport(Libraries.Tiff)]
    internal static partial nint TIFFReadRawStrip(TiffHandle tiff, uint strip, byte* buffer, nint size);

    /// <summary>
    /// A C function of variable arguments. Pointers go the same way as fixed arguments on x64 and on Arm Linux; elsewhere they do not.
    /// </summary>
    [LibraryImport(Libraries.Tiff, EntryPoint = "TIFFGetField")]
    private static partial int GetField(TiffHandle tiff, uint tag, uint* value);
}
