using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>
/// Replaces <c>Forward</c> in the table of virtual functions of Tesseract's class <c>Series</c>, through which every line of text passes.
/// Both are exported symbols. There is one table in the process, so this is static.
/// </summary>
internal static unsafe class SeriesHook
{
    /// <summary>The table has fewer entries than this.</summary>
    private const int MaxEntries = 64;

    /// <summary>Exported by the library, and defined nowhere else.</summary>
    public const string ForwardSymbol =
        "_ZN9tesseract6Series7ForwardEbRKNS_9NetworkIOEPKNS_15TransposedArrayEPNS_14NetworkScratchEPS1_";

    private const string TableSymbol = "_ZTVN9tesseract6SeriesE";

    private static delegate* unmanaged[Cdecl]<void*, byte, byte*, void*, void*, byte*, void> s_stock;
    private static IForwardInterceptor? s_interceptor;
    private static nint s_slot;

    /// <exception cref="InvalidOperationException">
    /// The library has no such table, the system does not let it be changed, or it has been changed.
    /// </exception>
    public static void Install(LoadedLibrary library, IForwardInterceptor interceptor)
    {
        if (s_interceptor is not null)
            throw new InvalidOperationException("Tesseract's forward pass is replaced already.");
        if (library.Export(TableSymbol) is not { } table || library.Export(ForwardSymbol) is not { } forward)
            throw new InvalidOperationException("libtesseract does not export the forward pass.");
        int entry = new ReadOnlySpan<nint>((void*)table, MaxEntries).IndexOf(forward);
        if (entry < 0)
            throw new InvalidOperationException("libtesseract's table of virtual functions does not have the forward pass.");
        s_stock = (delegate* unmanaged[Cdecl]<void*, byte, byte*, void*, void*, byte*, void>)forward;
        s_interceptor = interceptor;
        s_slot = table + entry * sizeof(nint);
        ReadOnlyPointer.Write(s_slot, (nint)(delegate* unmanaged[Cdecl]<void*, byte, byte*, void*, void*, byte*, void>)&Forward);
    }

    /// <summary>Puts Tesseract's own function back.</summary>
    public static void Remove()
    {
        if (s_interceptor is null)
            return;
        ReadOnlyPointer.Write(s_slot, (nint)s_stock);
        s_interceptor = null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Forward(void* network, byte debug, byte* input, void* transpose, void* scratch, byte* output)
    {
        var call = new ForwardCall(s_stock, network, debug, input, transpose, scratch, output);
        if (s_interceptor is { } interceptor)
            interceptor.Forward(call);
        else
            call.RunStock();
    }
}
