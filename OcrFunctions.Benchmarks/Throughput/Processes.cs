using System.Globalization;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>The system's processes, from <c>/proc</c>; see proc(5).</summary>
internal static class Processes
{
    /// <summary>Field of <c>/proc/PID/stat</c> after the name of the program, from 0.</summary>
    private const int Parent = 1;

    public static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => char.IsAsciiDigit(name![0]))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    /// <summary>Processes that a process started, and those that they started.</summary>
    public static IEnumerable<int> DescendantsOf(int process)
    {
        ILookup<int, int> children = All().ToLookup(id => Stat(id) is { } stat ? int.Parse(stat[Parent], CultureInfo.InvariantCulture) : 0);
        return Below(process);

        IEnumerable<int> Below(int id) => children[id].SelectMany(child => Below(child).Prepend(child));
    }

    /// <summary>Program and arguments; empty for a process that has ended.</summary>
    public static string Command(int id) => Read(id, "cmdline") ?? "";

    /// <summary>The fields after the name of the program, which may contain spaces and parentheses; null for an ended process.</summary>
    public static string[]? Stat(int id) =>
        Read(id, "stat") is { Length: > 0 } stat ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ') : null;

    /// <summary>Resident memory; 0 for an ended process.</summary>
    public static double Megabytes(int id) =>
        Read(id, "statm") is { Length: > 0 } statm
            ? long.Parse(statm.Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1_048_576.0
            : 0;

    private static string? Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            return null;
        }
    }
}
