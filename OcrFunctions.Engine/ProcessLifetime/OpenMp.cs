using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.ProcessLifetime;

/// <summary>
/// Tesseract's OpenMP threads cost a multiple of the CPU time for little speed. There is one process per core, so they stay off.
/// </summary>
internal static class OpenMp
{
    /// <summary>
    /// The OpenMP runtime reads its limit from the C environment while it is loaded, so this comes before libtesseract. The
    /// runtime's <c>Environment.SetEnvironmentVariable</c> changes a copy that native code never sees.
    /// </summary>
    public static void Disable()
    {
        const string limit = "OMP_THREAD_LIMIT";
        int status = OperatingSystem.IsWindows() ? Libc._putenv_s(limit, "1") : Libc.setenv(limit, "1", overwrite: 1);
        if (status != 0)
            throw new InvalidOperationException($"{limit} could not be set.");
    }
}
