using System.Diagnostics;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Runs an external tool on a test's output.</summary>
internal static class CommandLine
{
    /// <summary>The tool's standard output.</summary>
    public static string Run(string tool, params string[] arguments)
    {
        using Process process =
            Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {errors.Result}");
    }
}
