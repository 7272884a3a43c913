using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>Where the engine lies and how its process is started.</summary>
internal sealed class EngineProgram(OcrOptions options)
{
    /// <summary>Variables that the engine gets of ours. Everything else, connection strings above all, stays here.</summary>
    private static readonly string[] Inherited =
    [
        "PATH", "LANG", "LC_ALL", "TMPDIR", "TMP", "TEMP", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
        "FONTCONFIG_PATH", "SystemRoot",
    ];

    private static string Dll => Path.Combine(AppContext.BaseDirectory, "engine", "OcrFunctions.Engine.dll");

    public ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(DotnetHost(), ["exec", Dll])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (string name in start.Environment.Keys.Except(Inherited, StringComparer.OrdinalIgnoreCase).ToList())
            start.Environment.Remove(name);

        // With it on, OpenMP inside libtesseract costs 2.5 to 5 times the CPU; it must be set before the library loads.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        start.Environment["OCRFUNCTIONS_TESSDATA"] = TessdataFolder();
        start.Environment["DOTNET_TieredPGO"] = "0";
        // The runtime's diagnostics leave a socket in the temporary folder when the process is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        if (options.TempFolder.Length > 0)
            start.Environment["TMPDIR"] = options.TempFolder;
        return start;
    }

    private string TessdataFolder() => options.TessdataFolder.Length > 0 ? Path.GetFullPath(options.TessdataFolder) : Path.Combine(AppContext.BaseDirectory, "tessdata");

    /// <summary>The very runtime that runs us, wherever it is installed; a search along PATH could find another version.</summary>
    private static string DotnetHost()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
