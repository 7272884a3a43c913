using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>TessResultIterator*</c>. Valid until its engine is cleared or given another image.</summary>
internal sealed class ResultIteratorHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Libtesseract.TessResultIteratorDelete(handle);
        return true;
    }
}
