using System.Diagnostics;
using System.Globalization;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>Programs that people would use instead, run by a shell.</summary>
internal static class CommandContender
{
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Page images of a scanned PDF in the scan's own resolution, as <c>tesseract</c> needs them.</summary>
    /// <returns>Paths, one a page.</returns>
    public static async Task<IReadOnlyList<string>> DrawAsync(string pdf, string folder)
    {
        // The column x-ppi of the first image; pages without one are drawn at the usual resolution of scans.
        await RunAsync($"dpi=$(pdfimages -list '{pdf}' | awk 'NR == 3 {{ print $13 }}'); "
            + $"pdftoppm -r ${{dpi:-300}} -png '{pdf}' '{folder}/page'");
        return [.. Directory.EnumerateFiles(folder, "page*.png").Order(StringComparer.Ordinal)];
    }

    /// <param name="command">Shell command.</param>
    /// <returns>What it took, with all programs that it started.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<Measurement> RunAsync(string command)
    {
        // The last line that the shell prints is the CPU time of what it started, see times(1p).
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["-c", $"({command}) >/dev/null 2>&1; code=$?; times; exit $code"])
            {
                RedirectStandardOutput = true,
            })!;
        await using var memory = new MemoryPeak(() => Processes.DescendantsOf(process.Id));
        var watch = Stopwatch.StartNew();
        string times = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        watch.Stop();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Exit code {process.ExitCode}: {command}");
        double cpu = times.TrimEnd().Split('\n')[^1].Split(' ').Sum(Seconds);
        return new Measurement(watch.Elapsed.TotalSeconds, cpu, memory.Megabytes);
    }

    /// <summary>Reads a time such as <c>1m2.345s</c>.</summary>
    private static double Seconds(string time)
    {
        string[] parts = time.TrimEnd('s').Split('m');
        return 60 * double.Parse(parts[0], CultureInfo.InvariantCulture)
            + double.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
