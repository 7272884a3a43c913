using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>sys/mman.h</c> and <c>dlfcn.h</c>, on Linux.</summary>
internal static partial class Libc
{
    internal const int PROT_READ = 1;
    internal const int PROT_WRITE = 2;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int mprotect(nint addr, nuint len, int prot);

    /// <returns>0 if the address is in no library.</returns>
    [LibraryImport("libc")]
    internal static partial int dladdr(nint addr, out DlInfo info);

    /// <summary><c>Dl_info</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct DlInfo
    {
        public nint FileName;
        public nint FileBase;
        public nint SymbolName;
        public nint SymbolAddress;
    }
}
