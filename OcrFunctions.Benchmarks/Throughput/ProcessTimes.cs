using System.Globalization;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>
/// CPU time of the product's processes since their start, by their part. Programs that an engine started, and engines that ended, count
/// as the engine's.
/// </summary>
/// <param name="Host">Host, and console where they are one process; seconds, as all of them.</param>
/// <param name="Worker">The app.</param>
/// <param name="Engines">All engines.</param>
/// <param name="Azurite">The storage emulator.</param>
internal sealed record ProcessTimes(double Host, double Worker, double Engines, double Azurite)
{
    /// <summary>Fields of <see cref="Processes.Stat"/>.</summary>
    private const int UserTime = 11, SystemTime = 12, ChildrenUserTime = 13, ChildrenSystemTime = 14;

    /// <summary>The kernel reports times in hundredths of a second on every Linux platform (USER_HZ).</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Everything but the storage emulator.</summary>
    public double Product => Host + Worker + Engines;

    public static ProcessTimes operator -(ProcessTimes after, ProcessTimes before) =>
        new(after.Host - before.Host, after.Worker - before.Worker, after.Engines - before.Engines, after.Azurite - before.Azurite);

    /// <summary>Of the product that serves on this machine.</summary>
    public static ProcessTimes Now() => Of(Others());

    public static ProcessTimes Of(IEnumerable<int> processes) =>
        processes.Aggregate(new ProcessTimes(0, 0, 0, 0), (times, id) => times.With(id));

    /// <summary>Processes of the product that serves on this machine, storage apart.</summary>
    public static IEnumerable<int> OfProduct() => Others().Where(id => new ProcessTimes(0, 0, 0, 0).With(id, 1, 1).Product > 0);

    /// <summary>All but the engines of this program.</summary>
    private static IEnumerable<int> Others() => Processes.All().Except(Processes.DescendantsOf(Environment.ProcessId));

    private ProcessTimes With(int process)
    {
        // It may have ended in the meantime.
        if (Processes.Stat(process) is not { } fields)
            return this;
        double own = Seconds(fields[UserTime]) + Seconds(fields[SystemTime]);
        return With(process, own, children: Seconds(fields[ChildrenUserTime]) + Seconds(fields[ChildrenSystemTime]));
    }

    private ProcessTimes With(int process, double own, double children)
    {
        string command = Processes.Command(process);
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
