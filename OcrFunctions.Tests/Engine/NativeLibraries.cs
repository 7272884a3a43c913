using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.ProcessLifetime;

namespace OcrFunctions.Tests.Engine;

/// <summary>The engine's native libraries in the tests' own process.</summary>
internal static class NativeLibraries
{
    private static readonly Lazy<(string Tesseract, string Leptonica)> Opened = new(() =>
    {
        OpenMp.Disable();
        return Libraries.Open();
    });

    /// <summary>Loads them, once.</summary>
    public static void Open() => _ = Opened.Value;
}
