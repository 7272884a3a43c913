using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>One reference to a <c>Pix</c>, leptonica's image.</summary>
internal sealed class PixHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        nint pix = handle;
        Libleptonica.pixDestroy(ref pix);
        return true;
    }
}
