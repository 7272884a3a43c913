using System.Diagnostics;
using System.Globalization;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Scaling;

/// <summary>
/// Network namespaces of the kernel, joined by a bridge on which this machine has an address: programs in them have a loopback interface of
/// their own, and reach nothing but that address. See ip-netns(8). A shell makes them, and removes them when its standard input closes, so
/// nothing of them outlives the test run, however it ends.
/// </summary>
internal sealed class NetworkNamespaces : IAsyncDisposable
{
    /// <summary>Arguments: a name of at most 11 characters, the first three bytes of the addresses, the number of namespaces.</summary>
    private const string Script = """
        set -eu
        remove() {
          set +e
          for i in $(seq "$3"); do
            ip link del "$1v$i"
            ip netns del "$1-$i"
          done
          ip link del "$1"
        } 2>/dev/null
        trap 'remove "$@"' EXIT
        ip link add "$1" type bridge
        ip addr add "$2.1/24" dev "$1"
        ip link set "$1" up
        for i in $(seq "$3"); do
          ip netns add "$1-$i"
          ip link add "$1v$i" type veth peer name eth0 netns "$1-$i"
          ip link set "$1v$i" master "$1" up
          ip -n "$1-$i" addr add "$2.$((i + 1))/24" dev eth0
          ip -n "$1-$i" link set eth0 up
          ip -n "$1-$i" link set lo up
        done
        echo ready
        cat >/dev/null
        """;

    private readonly Process _shell;
    private readonly string _name;

    private NetworkNamespaces(Process shell, string name, string subnet)
    {
        _shell = shell;
        _name = name;
        Address = subnet + ".1";
    }

    /// <summary>Address of this machine, the same for all namespaces.</summary>
    public string Address { get; }

    /// <summary>Makes them, or skips the test where they cannot be had.</summary>
    public static async Task<NetworkNamespaces> CreateAsync(int count)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs Linux and root for network namespaces");
        string name = $"ocr{Random.Shared.Next(0x1000000):x6}",
            // A range for tests of networks, RFC 2544.
            subnet = string.Create(CultureInfo.InvariantCulture, $"198.{Random.Shared.Next(18, 20)}.{Random.Shared.Next(256)}");
        // Of a session of its own, so that Ctrl+C does not end it before the programs in its namespaces.
        var start = new ProcessStartInfo("setsid", ["bash", "-c", Script, "namespaces", name, subnet, $"{count}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process shell = Process.Start(start)!;
        Task<string> errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string? ready = await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        string reason = ready is null ? (await errors).Trim() : "";
        Assert.SkipWhen(ready is null,
            $"needs ip (apt-get install iproute2, which ./test does when it is root) and CAP_NET_ADMIN: {reason}");
        return new NetworkNamespaces(shell, name, subnet);
    }

    /// <summary>Command that runs a program in a namespace, in the process that it is started in.</summary>
    /// <param name="number">Number of the namespace, from 1.</param>
    public IReadOnlyList<string> Launcher(int number) => ["ip", "netns", "exec", $"{_name}-{number}"];

    /// <summary>Takes the namespace's link down: what is sent is lost, and no connection ends.</summary>
    public void CutOff(int number) => SetLink(number, "down");

    /// <summary>Takes it up again.</summary>
    public void Reconnect(int number) => SetLink(number, "up");

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync(CancellationToken.None);
        _shell.Dispose();
    }

    private void SetLink(int number, string state) => CommandLine.Run("ip", "link", "set", $"{_name}v{number}", state);
}
