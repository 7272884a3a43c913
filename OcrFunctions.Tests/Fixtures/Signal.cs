using System.Diagnostics;
using System.Globalization;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Sends signals to processes.</summary>
internal static class Signal
{
    /// <param name="name">Such as TERM, STOP or CONT.</param>
    /// <param name="processId">The process.</param>
    public static async Task SendAsync(string name, int processId)
    {
        using Process kill = Process.Start("kill", [$"-{name}", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Kills a process; no effect on one that has already ended.</summary>
    public static void Kill(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It had already ended.
        }
    }
}
