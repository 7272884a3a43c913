namespace OcrFunctions.Tests.Run;

/// <summary>What is missing on a machine is reported with what to do about it, and failures with the step that failed.</summary>
public sealed class PreparationTests : IDisposable
{
    private readonly ShellSandbox _sandbox = new();

    [Theory]
    [InlineData("dotnet", "[ $1 = --version ] && echo 8.0.404", "8.0.404", "version 10 is needed")]
    [InlineData("dotnet", "[ $1 = --list-sdks ] && echo '9.0.100 [/usr/share/dotnet/sdk]'", "9.0.100", "Install version 10")]
    [InlineData("node", "echo v18.19.0", "18.19.0", "version 20 or newer is needed")]
    [InlineData("df", "printf 'h\\nnone 8192 4096 4096 50%% /data\\n'", "is full: 4 MB", "OCRFUNCTIONS_DATA")]
    public async Task Outdated_programs_and_a_full_disk_are_named(string program, string script, string what, string advice)
    {
        var (code, said) = await _sandbox.With(program, script).RunAsync();
        Assert.Equal(1, code);
        Assert.Contains(what, said);
        Assert.Contains(advice, said);
    }

    [Fact]
    public async Task A_first_installation_without_network_names_the_step_that_failed_and_the_alternative()
    {
        var (code, said) =
            await _sandbox.With("npm", "echo 'npm error network request to https://registry.example failed' >&2; exit 1")
                .PrepareAsync("need_azurite");
        Assert.Equal(1, code);
        Assert.Contains("Installing Azurite", said);
        Assert.Contains("npm error network", said);
        Assert.Contains("By hand: npm ci", said);

        (code, said) =
            await _sandbox.With("dotnet", "echo 'error NU1301: Unable to load the service index'; exit 1").PrepareAsync("need_build");
        Assert.Equal(1, code);
        Assert.Contains("NU1301", said);
        Assert.Contains("dotnet nuget add source", said);

        (code, said) =
            await _sandbox.With("dpkg-query", "exit 1").With("id", "echo 0").With("dpkg", "exit 0")
                .With("apt-get", "echo 'E: Failed to fetch'; exit 100").PrepareAsync("need_packages");
        Assert.Equal(1, code);
        Assert.Contains("E: Failed to fetch", said);
        Assert.Contains("By hand", said);
    }

    [Fact]
    public async Task It_waits_for_another_program_that_installs_packages()
    {
        string lockedOnce = """
            if [ ! -e "$TMPDIR/once" ]; then
              touch "$TMPDIR/once"
              echo "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 42 (unattended-upgr)"
              exit 100
            fi
            """;
        var (code, said) =
            await _sandbox.With("dpkg-query", "exit 1").With("id", "echo 0").With("dpkg", "exit 0").With("sleep", "exit 0")
                .With("apt-get", lockedOnce).PrepareAsync("need_packages");
        Assert.Equal(0, code);
        Assert.Contains("held by process 42 (unattended-upgr)", said);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        using var sandbox = new RunSandbox();
        using RunCommand run =
            RunCommand.Start(sandbox, new Dictionary<string, string> { ["OCRFUNCTIONS_DATA"] = "/dev/null/data" }, "--port", "0");
        Assert.Equal(1, await run.EndAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("/dev/null/data cannot be written", run.Said);
    }

    public void Dispose() => _sandbox.Dispose();
}
