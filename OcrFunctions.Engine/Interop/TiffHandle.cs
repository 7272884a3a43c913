using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>TIFF*</c>.</summary>
internal sealed class TiffHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Libtiff.TIFFClose(handle);
        return true;
    }
}
