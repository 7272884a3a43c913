using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>Where the engine lies and how its process is started.</summary>
internal sealed class EngineProgram(OcrOptions options, IReadOnlyList<string>? command = null)
{
    /// <summary>Variables that the engine gets of ours. Everything else, connection strings above all, stays here.</summary>
    private static readonly string[] Inherited =
    [
        "PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
        "FONTCONFIG_PATH", "SystemRoot",
    ];

    private static readonly string[] TempVariables = ["TMPDIR", "TMP", "TEMP"];

    private static string Dll => Path.Combine(AppContext.BaseDirectory, "engine", "OcrFunctions.Engine.dll");

    private readonly IReadOnlyList<string> _command = command ?? [DotnetHost(), "exec", Dll];

    /// <param name="folder">Temporary folder of this process alone.</param>
    public ProcessStartInfo StartInfo(string folder)
    {
        string[] words = [.. EngineIsolation.Before(options.EngineMemoryMegabytes), .. _command];
        var start = new ProcessStartInfo(words[0], words[1..])
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
        if (options.EngineMemoryMegabytes > 0)
            start.Environment["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"0x{options.EngineMemoryMegabytes * 1_048_576L:X}");
        foreach (string name in TempVariables)
            start.Environment[name] = folder;
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
