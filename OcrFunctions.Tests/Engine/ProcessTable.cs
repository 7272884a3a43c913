using System.Globalization;

namespace OcrFunctions.Tests.Engine;

/// <summary>The system's processes, as Linux shows them under <c>/proc</c>.</summary>
internal static class ProcessTable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether a process exists and is not a zombie.</summary>
    public static bool IsAlive(int id) => Stat(id) is { } fields && fields[0] is not ("Z" or "X");

    /// <summary>Its state: R, S, D, T (stopped) and so on; null for a process that has ended.</summary>
    public static string? State(int id) => Stat(id)?[0];

    public static IReadOnlyList<int> ChildrenOf(int id) =>
        [.. Ids().Where(one => Stat(one) is { } fields && fields[1] == id.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Program and arguments; empty for a process that has ended.</summary>
    public static IReadOnlyList<string> CommandLine(int id) => Strings(id, "cmdline");

    /// <summary>Processes that were started with a given environment variable.</summary>
    /// <param name="variable">Name and value, as in <c>NAME=value</c>.</param>
    public static IReadOnlyList<int> WithVariable(string variable) =>
        [.. Ids().Where(id => IsAlive(id) && Strings(id, "environ").Contains(variable))];

    /// <summary>CPU time spent, in ticks of a hundredth of a second.</summary>
    public static long Ticks(int id) => Stat(id) is { } fields
        ? long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)
        : 0;

    /// <summary>Waits until a condition is true, and fails on a time-out.</summary>
    public static Task Until(Func<bool> isSo, TimeSpan patience, string what) => Until(isSo, patience, () => what);

    /// <inheritdoc cref="Until(Func{bool}, TimeSpan, string)"/>
    public static async Task Until(Func<bool> isSo, TimeSpan patience, Func<string> what)
    {
        using var late = new CancellationTokenSource(patience);
        while (!isSo())
        {
            if (late.IsCancellationRequested)
                Assert.Fail($"Not within {patience.TotalSeconds} s: {what()}");
            await Task.Delay(Between, TestContext.Current.CancellationToken);
        }
    }

    private static IEnumerable<int> Ids() => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0)
        .Where(id => id > 0);

    private static string[] Strings(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The fields after the name: state, parent and so on; null for a process that has ended.</summary>
    private static string[]? Stat(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
