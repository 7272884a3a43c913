using System.Diagnostics;
using System.Runtime.InteropServices;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Lifetime;

/// <summary>
/// The engine ends when its standard input closes, that is when its parent lets go or dies, however busy it is with a page.
/// </summary>
internal static class EndOfLife
{
    /// <summary>Ends now with exit code 0. An ordinary exit would run native clean-up under the feet of a running recognition.</summary>
    public static void Now()
    {
        Attempt(Belongings.DestroyAllForGood);
        if (OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().Kill();
            return;
        }

        Attempt(RuntimeFiles.Remove);
        Libc._exit(0);
    }

    /// <summary>Does one of the last things; whatever comes of it, the next ones are done too.</summary>
    public static void Attempt(Action last)
    {
        try
        {
            last();
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"While the engine ended: {e.Message}");
        }
    }

    /// <summary>
    /// A terminal's Ctrl+C reaches the whole process group; it is the parent that decides what becomes of the page at work.
    /// </summary>
    /// <returns>Dispose it to have the signals' usual meaning back.</returns>
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
