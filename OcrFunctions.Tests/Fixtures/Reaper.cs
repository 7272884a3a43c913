using System.Diagnostics;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// Ends what a killed test run leaves behind: a shell that waits for the end of this process, then kills every process with its mark.
/// </summary>
internal static class Reaper
{
    private const string Variable = "OCRFUNCTIONS_TEST_RUN";

    private const string Script = """
        cat >/dev/null
        for environment in /proc/[0-9]*/environ; do
          process=${environment#/proc/}
          grep -qzx "$1" "$environment" 2>/dev/null && kill -KILL "${process%/environ}"
        done
        """;

    private static readonly string Run = Guid.NewGuid().ToString("N");

    /// <summary>Keeps the pipe open whose end the shell waits for.</summary>
    private static readonly Process Shell =
        Process.Start(
            new ProcessStartInfo("setsid", ["bash", "-c", Script, "reaper", $"{Variable}={Run}"]) { RedirectStandardInput = true })!;

    /// <summary>Marks a process that is about to be started, and with it all its children.</summary>
    public static void Mark(ProcessStartInfo start)
    {
        Assert.False(Shell.HasExited, "The reaper has ended.");
        start.Environment[Variable] = Run;
    }
}
