using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>heif_image*</c> of libheif.</summary>
internal sealed class HeifPixelsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Libheif.heif_image_release(handle);
        return true;
    }
}
