using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>heif_image_handle*</c> of libheif.</summary>
internal sealed class HeifImageHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Libheif.heif_image_handle_release(handle);
        return true;
    }
}
