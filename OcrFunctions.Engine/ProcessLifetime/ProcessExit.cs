using System.Diagnostics;
using System.Runtime.InteropServices;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.ProcessLifetime;

/// <summary>
/// The engine ends when its standard input closes, that is when its parent closes it or dies, even while a page is being processed.
/// </summary>
internal static class ProcessExit
{
    /// <summary>Ends immediately with exit code 0. An ordinary exit would run native clean-up during a running recognition.</summary>
    public static void Now()
    {
        Attempt(ExitCleanup.ReleaseAll);
        if (OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().Kill();
            return;
        }

        Attempt(RuntimeFiles.Remove);
        Libc._exit(0);
    }

    /// <summary>Runs one shutdown step; whatever its outcome, the next ones run too.</summary>
    public static void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"While the engine ended: {e.Message}");
        }
    }

    /// <summary>
    /// A terminal's Ctrl+C reaches the whole process group; the parent decides what happens to the page in progress.
    /// </summary>
    /// <returns>Dispose it to restore the signals' default handling.</returns>
    public static IDisposable OnSignals() => new Registrations(
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Now()));

    private sealed class Registrations(params PosixSignalRegistration[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (PosixSignalRegistration one in all)
                one.Dispose();
        }
    }
}
