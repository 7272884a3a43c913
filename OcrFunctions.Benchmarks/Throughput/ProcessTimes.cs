using System.Globalization;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>
/// CPU time of the product's processes since their start, by their part, from <c>/proc</c>. Programs that an engine started, and engines
/// that ended, count as the engine's.
/// </summary>
/// <param name="Host">Host, and console where they are one process; seconds, as all of them.</param>
/// <param name="Worker">The app.</param>
/// <param name="Engines">All engines.</param>
/// <param name="Azurite">The storage emulator.</param>
internal sealed record ProcessTimes(double Host, double Worker, double Engines, double Azurite)
{
    /// <summary>Fields of <c>/proc/PID/stat</c> after the name of the program, from 0; see proc(5).</summary>
    private const int UserTime = 11, SystemTime = 12, ChildrenUserTime = 13, ChildrenSystemTime = 14;

    /// <summary>The kernel reports times in hundredths of a second on every Linux platform (USER_HZ).</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Everything but the storage emulator.</summary>
    public double Product => Host + Worker + Engines;

    public static ProcessTimes operator -(ProcessTimes after, ProcessTimes before) =>
        new(after.Host - before.Host, after.Worker - before.Worker, after.Engines - before.Engines, after.Azurite - before.Azurite);

    public static ProcessTimes Now() => Directory.EnumerateDirectories("/proc")
        .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
        .Aggregate(new ProcessTimes(0, 0, 0, 0), (times, folder) => times.With(folder));

    private ProcessTimes With(string folder)
    {
        string command, stat;
        try
        {
            (command, stat) = (File.ReadAllText($"{folder}/cmdline"), File.ReadAllText($"{folder}/stat"));
        }
        catch (IOException)
        {
            // It has ended in the meantime.
            return this;
        }

        // The name of the program may contain spaces and parentheses.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        double own = Seconds(fields[UserTime]) + Seconds(fields[SystemTime]);
        double children = Seconds(fields[ChildrenUserTime]) + Seconds(fields[ChildrenSystemTime]);
        if (command.Contains("OcrFunctions.Engine.dll", StringComparison.Ordinal))
            return this with { Engines = Engines + own + children };
        if (command.Contains("/OcrFunctions.dll", StringComparison.Ordinal))
            return this with { Worker = Worker + own, Engines = Engines + children };
        if (command.Contains("OcrFunctions.Cli", StringComparison.Ordinal)
            || command.Contains("OcrFunctions.LocalHost", StringComparison.Ordinal))
            return this with { Host = Host + own };
        return command.Contains("azurite", StringComparison.Ordinal) ? this with { Azurite = Azurite + own } : this;
    }

    private static double Seconds(string ticks) => long.Parse(ticks, CultureInfo.InvariantCulture) / TicksPerSecond;
}
