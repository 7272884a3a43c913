using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>char*</c> that Tesseract allocated with <c>new[]</c>: only Tesseract can free it.</summary>
internal sealed class TextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    public override string ToString() => Marshal.PtrToStringUTF8(handle) ?? "";

    protected override bool ReleaseHandle()
    {
        Libtesseract.TessDeleteText(handle);
        return true;
    }
}
