using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>Finds the process that listens on a port of this machine.</summary>
internal static class PortHolder
{
    public static bool IsTaken(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
        .Any(listener =>
            listener.Port == port
                && (IPAddress.IsLoopback(listener.Address) || listener.Address.Equals(IPAddress.Any)
                    || listener.Address.Equals(IPAddress.IPv6Any)));

    /// <returns>Such as <c>process 812, node server.js</c>; null if it cannot be determined (another user's process, not Linux).</returns>
    public static string? Describe(int port)
    {
        try
        {
            var sockets = Sockets(port).ToHashSet();
            foreach (string process in Directory.EnumerateDirectories("/proc")
                .Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
                if (Holds(process, sockets))
                    return Describe(process);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }

        return null;
    }

    private static string Describe(string process)
    {
        string command = File.ReadAllText(Path.Combine(process, "cmdline")).TrimEnd('\0').Replace('\0', ' ');
        string ours =
            command.Contains("OcrFunctions.Cli.dll", StringComparison.Ordinal) && DataOf(process) is { } data
                ? $"another ./run, on the data in {data}" : "";
        return $"process {Path.GetFileName(process)}, {(ours != "" ? ours : command.Length > 100 ? command[..100] + "…" : command)}";
    }

    private static string? DataOf(string process) => File.ReadAllText(Path.Combine(process, "environ")).Split('\0')
        .FirstOrDefault(setting => setting.StartsWith("OCRFUNCTIONS_DATA=", StringComparison.Ordinal))?["OCRFUNCTIONS_DATA=".Length..];

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Sockets that listen on the port, as a process's descriptors name them. See proc(5): address, state 0A, inode.</summary>
    private static IEnumerable<string> Sockets(int port)
    {
        string suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return Tables.Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 9 && parts[1].EndsWith(suffix, StringComparison.Ordinal) && parts[3] == "0A")
            .Select(parts => $"socket:[{parts[9]}]");
    }
}
