using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>char*</c> from leptonica's allocator.</summary>
internal sealed class LeptonicaText() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    public override string ToString() => Marshal.PtrToStringUTF8(handle) ?? "";

    protected override bool ReleaseHandle()
    {
        Libleptonica.lept_free(handle);
        return true;
    }
}
