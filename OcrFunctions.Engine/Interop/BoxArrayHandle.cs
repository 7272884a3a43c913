using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>One reference to a <c>Boxa</c>, leptonica's list of boxes.</summary>
internal sealed class BoxArrayHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        nint boxes = handle;
        Libleptonica.boxaDestroy(ref boxes);
        return true;
    }
}
