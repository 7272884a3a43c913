using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>heif_context*</c> of libheif.</summary>
internal sealed class HeifContextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Libheif.heif_context_free(handle);
        return true;
    }
}
