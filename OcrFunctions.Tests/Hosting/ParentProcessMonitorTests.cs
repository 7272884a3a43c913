using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OcrFunctions.Hosting;

namespace OcrFunctions.Tests.Hosting;

/// <summary>The app's end with the process that started it.</summary>
public sealed class ParentProcessMonitorTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lifetime _lifetime = new();
    private readonly Parent _parent = new();

    private int _killed;

    [Fact]
    public async Task While_its_parent_runs_the_app_continues()
    {
        using ParentProcessMonitor monitor = await StartAsync();
        for (int i = 0; i < 100; i++)
            _time.Advance(ParentProcessMonitor.Period);
        Assert.Equal((false, 0), (_lifetime.IsStopped, _killed));
    }

    [Fact]
    public async Task When_its_parent_has_ended_the_app_stops_within_a_second_and_is_killed_two_seconds_later()
    {
        using ParentProcessMonitor monitor = await StartAsync();
        _parent.HasEnded = true;
        Assert.False(_lifetime.IsStopped);

        _time.Advance(ParentProcessMonitor.Period);
        await _lifetime.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(0, _killed);

        await UntilKilledAsync();
    }

    [Fact]
    public async Task A_stop_that_began_earlier_does_not_end_the_watch()
    {
        using ParentProcessMonitor monitor = await StartAsync();
        await monitor.StoppingAsync(TestContext.Current.CancellationToken);
        await monitor.StopAsync(TestContext.Current.CancellationToken);
        _parent.HasEnded = true;
        await UntilKilledAsync();
    }

    [Fact]
    public async Task After_the_app_nothing_is_watched()
    {
        (await StartAsync()).Dispose();
        _parent.HasEnded = true;
        _time.Advance(ParentProcessMonitor.Period + ParentProcessMonitor.ShutdownTimeout);
        Assert.False(_lifetime.IsStopped);
    }

    [Fact]
    public void The_parent_of_this_process_is_running()
    {
        Assert.False(ParentProcess.Find().HasEnded);
    }

    [Fact]
    public async Task A_process_whose_parent_is_killed_sees_another_parent()
    {
        Assert.SkipUnless(File.Exists("/proc/self/stat"), "needs /proc");
        // What the monitor relies on, tested from outside: a shell's child, and the shell killed.
        using Process shell =
            Process.Start(new ProcessStartInfo("bash", ["-c", "sleep 30 & echo $!; wait"]) { RedirectStandardOutput = true })!;
        int child = int.Parse((await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
        try
        {
            Assert.Equal(shell.Id, ParentOf(child));
            shell.Kill();
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(shell.Id, ParentOf(child));
        }
        finally
        {
            using var left = Process.GetProcessById(child);
            left.Kill();
        }
    }

    private async Task<ParentProcessMonitor> StartAsync()
    {
        var monitor =
            new ParentProcessMonitor(_parent, () => Interlocked.Increment(ref _killed), _lifetime, _time,
                NullLogger<ParentProcessMonitor>.Instance);
        await monitor.StartingAsync(TestContext.Current.CancellationToken);
        return monitor;
    }

    private async Task UntilKilledAsync()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Volatile.Read(ref _killed) == 0)
        {
            _time.Advance(ParentProcessMonitor.Period);
            await Task.Delay(10, late.Token);
        }
    }

    private static int ParentOf(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
    }

    private sealed class Parent : IParentProcess
    {
        private volatile bool _hasEnded;

        public bool HasEnded { get => _hasEnded; set => _hasEnded = value; }
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsStopped => Stopped.Task.IsCompleted;

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => Stopped.TrySetResult();
    }
}
