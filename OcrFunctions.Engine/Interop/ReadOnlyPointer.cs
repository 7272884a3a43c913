using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary>A pointer in memory that the dynamic linker has made read-only, such as an entry of a table of virtual functions.</summary>
internal static unsafe class ReadOnlyPointer
{
    /// <summary>Replaces it. Its page is writable only while that happens.</summary>
    /// <exception cref="InvalidOperationException">The system refuses.</exception>
    public static void Write(nint address, nint value)
    {
        nint page = address & ~(nint)(Environment.SystemPageSize - 1);
        Protect(page, Libc.PROT_READ | Libc.PROT_WRITE);
        try
        {
            *(nint*)address = value;
        }
        finally
        {
            Protect(page, Libc.PROT_READ);
        }
    }

    private static void Protect(nint page, int protection)
    {
        if (Libc.mprotect(page, (nuint)Environment.SystemPageSize, protection) != 0)
            throw new InvalidOperationException($"mprotect failed with error {Marshal.GetLastPInvokeError()}.");
    }
}
