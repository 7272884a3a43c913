using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OcrFunctions.Engine.Interop;

/// <summary>A <c>char**</c> of Tesseract, terminated by a null pointer.</summary>
internal sealed class TextArrayHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    public IReadOnlyList<string> ToList()
    {
        var texts = new List<string>();
        for (int i = 0; !IsInvalid && Marshal.ReadIntPtr(handle, i * nint.Size) is var text && text != 0; i++)
            texts.Add(Marshal.PtrToStringUTF8(text) ?? "");
        return texts;
    }

    protected override bool ReleaseHandle()
    {
        Libtesseract.TessDeleteTextArray(handle);
        return true;
    }
}
