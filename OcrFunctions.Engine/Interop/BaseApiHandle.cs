using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>TessBaseAPI*</c>.</summary>
internal sealed class BaseApiHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Libtesseract.TessBaseAPIDelete(handle);
        return true;
    }
}
