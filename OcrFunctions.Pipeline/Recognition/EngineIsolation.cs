using System.Diagnostics;
using System.Globalization;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>
/// What an engine and everything that it starts is kept from, as words in front of its command: the network, and more memory than is good.
/// What the system cannot do is left out.
/// </summary>
internal static class EngineIsolation
{
    private const string PrLimit = "/usr/bin/prlimit";

    /// <summary>As root, and as anybody else where the kernel lets users have namespaces of their own.</summary>
    private static readonly string[][] NoNetwork = [["/usr/bin/unshare", "--net", "--"], ["/usr/bin/unshare", "--user", "--map-current-user", "--net", "--"]];

    private static readonly Lazy<string[]?> Network = new(() => OperatingSystem.IsLinux() ? Array.Find(NoNetwork, Works) : null);

    /// <summary>Whether engines are kept from the network on this machine.</summary>
    public static bool HasNoNetwork => Network.Value is not null;

    /// <summary>Whether engines are kept from taking all memory on this machine.</summary>
    public static bool HasMemoryLimit => OperatingSystem.IsLinux() && File.Exists(PrLimit);

    /// <param name="memoryMegabytes">Most memory of each process; 0 for no limit.</param>
    public static IEnumerable<string> Before(int memoryMegabytes)
    {
        foreach (string word in Network.Value ?? [])
            yield return word;
        if (memoryMegabytes <= 0 || !HasMemoryLimit)
            yield break;
        yield return PrLimit;
        // What a process writes to of its own. The address space says nothing of a .NET process, which reserves far more than it uses.
        yield return string.Create(CultureInfo.InvariantCulture, $"--data={memoryMegabytes * 1_048_576L}");
        yield return "--";
    }

    private static bool Works(string[] words)
    {
        if (!File.Exists(words[0]))
            return false;
        using Process? process = Process.Start(new ProcessStartInfo(words[0], [.. words[1..], "/bin/true"]) { RedirectStandardError = true, RedirectStandardOutput = true });
        if (process is null)
            return false;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
