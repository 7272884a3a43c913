using System.Diagnostics;
using System.Globalization;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>
/// Isolation of an engine and everything that it starts, as a prefix of its command: no network access, and a memory limit.
/// What the system does not support is omitted.
/// </summary>
internal static class EngineIsolation
{
    private const string PrLimit = "/usr/bin/prlimit";

    /// <summary>As root, and as any other user if the kernel allows unprivileged user namespaces.</summary>
    private static readonly string[][] NoNetwork =
        [["/usr/bin/unshare", "--net", "--"], ["/usr/bin/unshare", "--user", "--map-current-user", "--net", "--"]];

    private static readonly Lazy<string[]?> Network = new(() => OperatingSystem.IsLinux() ? Array.Find(NoNetwork, Works) : null);

    /// <summary>Whether engines are isolated from the network on this machine.</summary>
    public static bool HasNoNetwork => Network.Value is not null;

    /// <summary>Whether the memory of engines is limited on this machine.</summary>
    public static bool HasMemoryLimit => OperatingSystem.IsLinux() && File.Exists(PrLimit);

    /// <param name="memoryMegabytes">Memory limit of each process; 0 for no limit.</param>
    public static IEnumerable<string> Before(int memoryMegabytes)
    {
        foreach (string word in Network.Value ?? [])
            yield return word;
        if (memoryMegabytes <= 0 || !HasMemoryLimit)
            yield break;
        yield return PrLimit;
        // The limit is on private writable memory. The address space is meaningless for a .NET process, which reserves far more than it
        // uses.
        yield return string.Create(CultureInfo.InvariantCulture, $"--data={memoryMegabytes * 1_048_576L}");
        yield return "--";
    }

    private static bool Works(string[] words)
    {
        if (!File.Exists(words[0]))
            return false;
        using Process? process =
            Process.Start(
                new ProcessStartInfo(words[0], [.. words[1..], "/bin/true"])
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true
                });
        if (process is null)
            return false;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
