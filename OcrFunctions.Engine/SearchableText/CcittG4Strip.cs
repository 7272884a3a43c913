using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libtiff;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>A TIFF page of fax group 4 in one strip, a format that PDF supports too: its bytes unchanged.</summary>
/// <param name="Entries">Entries of the image's dictionary.</param>
/// <param name="Data">The strip.</param>
/// <param name="Resolution">That the page declares; null where it declares nothing plausible.</param>
internal sealed record CcittG4Strip(string Entries, byte[] Data, Resolution? Resolution)
{
    private const int Group4 = 4, MinIsWhite = 0, MostSignificantFirst = 1;

    /// <summary>Null for a page that is stored in another format, or in another orientation than it is shown.</summary>
    public static unsafe CcittG4Strip? Read(string path, int page)
    {
        using TiffHandle tiff = TIFFOpen(path, "r");
        if (tiff.IsInvalid || TIFFSetDirectory(tiff, (uint)(page - 1)) != 1)
            return null;
        if (Short(tiff, TIFFTAG_COMPRESSION, 1) != Group4 || TIFFNumberOfStrips(tiff) != 1
            || Short(tiff, TIFFTAG_FILLORDER, 1) != MostSignificantFirst
            || Short(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) != ORIENTATION_TOPLEFT
            || TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, out uint width) != 1 || TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, out uint height) != 1)
            return null;

        long length = (long)TIFFRawStripSize(tiff, 0);
        if (length <= 0 || length > new FileInfo(path).Length)
            return null;
        byte[] data = new byte[length];
        fixed (byte* buffer = data)
        {
            if (TIFFReadRawStrip(tiff, 0, buffer, (nint)length) != length)
                return null;
        }

        // Without BlackIs1 a set bit is white, which is how "minimum is white" is stored after fax coding.
        string black = Short(tiff, TIFFTAG_PHOTOMETRIC, MinIsWhite) == MinIsWhite ? "false" : "true";
        return new CcittG4Strip(
            $"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter "
                + "/CCITTFaxDecode "
            + $"/DecodeParms << /K -1 /Columns {width} /Rows {height} /BlackIs1 {black} >>",
            data, ResolutionOf(tiff));
    }

    /// <summary>Only the ratio of the two counts here, so that the unit does not.</summary>
    private static Resolution? ResolutionOf(TiffHandle tiff) =>
        TIFFGetField(tiff, TIFFTAG_XRESOLUTION, out float x) == 1 && TIFFGetField(tiff, TIFFTAG_YRESOLUTION, out float y) == 1
            ? Geometry.Resolution.Plausible((int)Math.Round(x), (int)Math.Round(y))
            : null;

    /// <summary>
    /// A field of 16 bits, which the library writes into the lower half of a zeroed word on every machine that .NET runs on.
    /// </summary>
    private static int Short(TiffHandle tiff, uint tag, int otherwise) =>
        TIFFGetField(tiff, tag, out uint value) == 1 ? (ushort)value : otherwise;
}
