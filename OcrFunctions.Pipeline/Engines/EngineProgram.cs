using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using OcrFunctions.Pipeline.Configuration;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>Location of the engine and how its process is started.</summary>
internal sealed class EngineProgram(OcrOptions options)
{
    /// <summary>Environment variables passed to the engine. Everything else, connection strings above all, is withheld.</summary>
    private static readonly string[] Inherited =
    [
        "PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
        "FONTCONFIG_PATH", "SystemRoot",
    ];

    private static readonly string[] TempVariables = ["TMPDIR", "TMP", "TEMP"];

    private static string Dll => Path.Combine(AppContext.BaseDirectory, "engine", "OcrFunctions.Engine.dll");

    /// <param name="folder">Temporary folder of this process alone.</param>
    public ProcessStartInfo StartInfo(string folder)
    {
        string[] words = [.. EngineIsolation.Before(options.EngineMemoryMegabytes), .. Command()];
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

        // When enabled, OpenMP inside libtesseract costs 2.5 to 5 times the CPU; it must be set before the library loads.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        // Otherwise the C library returns the memory of every image to the system, which clears it again, page by page, for the next
        // one: a quarter of the CPU time of a color page (decision 0081). Larger images still come and go with their memory.
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = Megabytes(64);
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = Megabytes(128);
        start.Environment["OCRFUNCTIONS_TESSDATA"] = TessdataFolder();
        start.Environment["OCRFUNCTIONS_MODELS"] = options.Models;
        start.Environment["OCRFUNCTIONS_BEST_TESSDATA"] = FolderOr(options.BestTessdataFolder, "tessdata-best");
        start.Environment["OCRFUNCTIONS_ACCELERATION"] = options.Acceleration;
        start.Environment["OCRFUNCTIONS_ACCELERATION_CHECK_EVERY"] =
            options.AccelerationCheckEvery.ToString(CultureInfo.InvariantCulture);
        start.Environment["OCRFUNCTIONS_RECOGNIZERS"] = RecognizerFolder();
        start.Environment["OCRFUNCTIONS_SECOND_READER_MODEL"] = Full(options.SecondReaderModel);
        start.Environment["OCRFUNCTIONS_SECOND_READER_CHARACTERS"] = Full(options.SecondReaderCharacters);
        start.Environment["DOTNET_TieredPGO"] = "0";
        // The runtime's diagnostics leave a socket in the temporary folder when the process is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        if (options.EngineMemoryMegabytes > 0)
            start.Environment["DOTNET_GCHeapHardLimit"] =
                string.Create(CultureInfo.InvariantCulture, $"0x{options.EngineMemoryMegabytes * 1_048_576L:X}");
        foreach (string name in TempVariables)
            start.Environment[name] = folder;
        return start;
    }

    private static string Megabytes(int megabytes) => (megabytes * 1_048_576L).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<string> Command() =>
        options.EngineProgram.Length > 0 ? [options.EngineProgram, .. options.EngineArguments] : [DotnetHost(), "exec", Dll];

    private string TessdataFolder() => FolderOr(options.TessdataFolder, "tessdata");

    private string RecognizerFolder() => FolderOr(options.RecognizerFolder, "recognizers");

    private static string FolderOr(string folder, string beside) =>
        folder.Length > 0 ? Path.GetFullPath(folder) : Path.Combine(AppContext.BaseDirectory, beside);

    private static string Full(string path) => path.Length > 0 ? Path.GetFullPath(path) : "";

    /// <summary>The runtime of this process, wherever it is installed; a search of PATH could find another version.</summary>
    internal static string DotnetHost()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
