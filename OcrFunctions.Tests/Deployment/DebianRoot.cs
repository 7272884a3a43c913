using System.Diagnostics;
using System.Runtime.InteropServices;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Deployment;

/// <summary>
/// A plain Debian in a folder, made by debootstrap, in which the Dockerfile's steps for the image of the local host are run: what a
/// container would be, without Docker.
/// </summary>
public sealed class DebianRoot : IAsyncLifetime
{
    private const string Suite = "bookworm", App = "opt/ocrfunctions";

    /// <summary>
    /// Mounts of a container with a read-only root file system and a temporary volume, in a mount namespace of their own, in which a
    /// command runs as the image's user. They end with the command.
    /// </summary>
    private const string ReadOnlyContainer = """
        set -eu
        root=$1
        shift
        mount --make-rprivate /
        mount --bind "$root" "$root"
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs tmpfs "$root/tmp"
        chmod 1777 "$root/tmp"
        mount -o remount,bind,ro "$root"
        exec chroot --userspec=10001:10001 "$root" /usr/bin/env -i OCRFUNCTIONS_TEST_RUN="$OCRFUNCTIONS_TEST_RUN" "$@"
        """;

    private static readonly TimeSpan MaxSetup = TimeSpan.FromMinutes(12);

    private string? _folder;

    /// <summary>Why there is none; null if there is.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Missing = await MissingAsync();
        if (Missing is not null)
            return;
        _folder = Directory.CreateTempSubdirectory("ocrfunctions-debian-").FullName;
        // It becomes the root folder, which every user may enter.
        CommandLine.Run("chmod", "755", _folder);
        using var timeout = new CancellationTokenSource(MaxSetup);
        (int code, string said) = await RunAsync(
            Start("debootstrap", ["--variant=minbase", Suite, _folder]), timeout.Token);
        if (code != 0)
        {
            Missing = $"debootstrap could not make a Debian {Suite}: {said}";
            return;
        }

        Copy("/etc/resolv.conf", "etc/resolv.conf");
        Copy("/etc/hosts", "etc/hosts");
        // How this machine reaches the package servers, a proxy for example, and what it accepts of them.
        foreach (string file in Directory.GetFiles("/etc/apt/apt.conf.d"))
            Copy(file, Path.Combine("etc/apt/apt.conf.d", Path.GetFileName(file)));
        foreach (string script in new[] { "container.sh", "prepare.sh" })
            Copy(Repository.File("scripts", script), Path.Combine(App, script));
        (code, said) = await InstallAsync("deu", timeout.Token);
        Assert.True(code == 0, said);

        string sdk = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        CommandLine.Run("mkdir", "-p", At("usr/share/dotnet"));
        foreach (string part in new[] { "host", "shared", "dotnet" })
            CommandLine.Run("cp", "-r", Path.Combine(sdk, part), At("usr/share/dotnet"));
        foreach ((string project, string folder) in new[] { ("OcrFunctions", "app"), ("OcrFunctions.LocalHost", "host") })
            await RequiredAsync(Start("dotnet",
                ["publish", Repository.File(project), "-c", "Release", "--no-build", "--nologo", "-v", "quiet", "-o", At(App, folder)]),
                timeout.Token);
        CommandLine.Run("cp", "-r", Repository.File("node_modules", ".tessdata-best"), At(App, "app/tessdata-best"));
        CommandLine.Run("cp", "-r", Repository.File("node_modules", "@gutenye", "ocr-models", "assets"), At(App, "app/recognizers"));
    }

    public ValueTask DisposeAsync()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The image's installation, as root.</summary>
    public Task<(int ExitCode, string Output)> InstallAsync(string languages, CancellationToken cancellationToken) =>
        RunAsync(Start("chroot", [_folder!, $"/{App}/container.sh", "install", .. languages.Split(' ')]), cancellationToken);

    /// <summary>A command in the container, as its user.</summary>
    /// <param name="environment">The command's whole environment, but for the image's own.</param>
    /// <param name="command">Program, found as in the container, and arguments.</param>
    public ProcessStartInfo InContainer(IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        string[] variables = [.. ImageEnvironment().Concat(environment).Select(variable => $"{variable.Key}={variable.Value}")];
        return Start("unshare",
            ["--mount", "--", "bash", "-c", ReadOnlyContainer, "container", _folder!, .. variables, .. command]);
    }

    /// <summary>What the Dockerfile sets, read from it.</summary>
    public static IReadOnlyDictionary<string, string> ImageEnvironment()
    {
        string image = File.ReadAllText(Repository.File("Dockerfile")).Split("AS standalone")[1];
        int begin = image.IndexOf("\nENV ", StringComparison.Ordinal) + 5, end = image.IndexOf("\nEXPOSE", StringComparison.Ordinal);
        return image[begin..end].Replace("\\\n", " ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <returns>Exit code and output.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken),
            errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Reaper.Mark(start);
        return start;
    }

    private static async Task RequiredAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        (int code, string said) = await RunAsync(start, cancellationToken);
        Assert.True(code == 0, $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {code}: {said}");
    }

    private static async Task<string?> MissingAsync()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return "needs Linux and root, as debootstrap does";
        if (!File.Exists("/usr/sbin/debootstrap"))
            return "needs debootstrap, which ./test installs";
        (int code, string said) =
            await RunAsync(Start("unshare", ["--mount", "--", "mount", "--make-rprivate", "/"]), CancellationToken.None);
        return code == 0 ? null : $"needs to mount file systems in a namespace of its own: {said}";
    }

    private string At(params string[] path) => Path.Combine([_folder!, .. path]);

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(to))!);
        File.Delete(At(to));
        File.Copy(from, At(to));
    }
}
