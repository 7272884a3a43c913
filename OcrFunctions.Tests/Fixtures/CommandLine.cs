using System.Diagnostics;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Runs a tool that is not ours over what a test has made.</summary>
internal static class CommandLine
{
    /// <summary>What the tool writes on its standard output.</summary>
    public static string Run(string tool, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {complaints.Result}");
    }
}
