using System.Diagnostics;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf;

/// <summary>Starts the programs of poppler, qpdf and Ghostscript so that they never outlive the engine.</summary>
internal static class PdfTools
{
    /// <summary>Ghostscript, which only PDF/A needs.</summary>
    public const string Ghostscript = "gs";

    private const string SetPriv = "/usr/bin/setpriv";

    private static readonly bool HasSetPriv = File.Exists(SetPriv);

    /// <summary>
    /// Call it on the thread that lives as long as the process: the signal that ends the child with its parent is sent when
    /// the thread that created it ends.
    /// </summary>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineNotInstalled"/>.</exception>
    public static ToolProcess Start(string program, params IEnumerable<string> arguments) => StartWith(null, program, arguments);

    /// <summary>Starts a program with confidential input: command-line arguments are visible to other users of the machine.</summary>
    /// <param name="input">For its standard input.</param>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineNotInstalled"/>.</exception>
    public static ToolProcess StartWith(string? input, string program, params IEnumerable<string> arguments)
    {
        string file = Find(program);
        ProcessStartInfo start = HasSetPriv
            ? new ProcessStartInfo(SetPriv, ["--pdeathsig", "KILL", file, .. arguments])
            : new ProcessStartInfo(file, arguments);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["LC_ALL"] = "C";
        return new ToolProcess(program, ExitCleanup.Acquire(
            () => Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."),
            End), input);
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
            process.Kill();
    }

    private static string Find(string program)
    {
        string name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
            ?? throw new EngineException(
                EngineErrorCodes.EngineNotInstalled,
                program == Ghostscript
                    ? "Ghostscript is not installed, which PDF/A needs: `apt-get install ghostscript` on Debian and Ubuntu, `brew install "
                        + "ghostscript` on macOS."
                    : $"{program} is not installed, which PDF documents need: `apt-get install poppler-utils qpdf` on Debian and Ubuntu, "
                        + "`brew install poppler qpdf` on macOS.");
    }
}
