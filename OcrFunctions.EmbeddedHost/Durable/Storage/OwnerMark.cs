using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>
/// Who holds a task hub: written beside the lease, so that the next host on the same machine need not wait for the lease of a
/// process that is gone. A wrong guess (containers with one host name but separate process ids) costs nothing but the owner
/// its hub: fencing keeps the data right.
/// </summary>
internal sealed record OwnerMark(string Machine, int ProcessId, long ProcessStart, string Session)
{
    private static readonly ConcurrentDictionary<string, bool> AliveHere = new();

    /// <summary>The start time is computed from ticks since boot and wobbles between two readings.</summary>
    private static readonly TimeSpan Wobble = TimeSpan.FromSeconds(2);

    /// <summary>A mark of this process that counts as alive until <see cref="Bury"/>.</summary>
    public static OwnerMark New(string machine)
    {
        using Process me = Process.GetCurrentProcess();
        var mark = new OwnerMark(machine, me.Id, me.StartTime.ToUniversalTime().Ticks, Guid.NewGuid().ToString("N"));
        AliveHere[mark.Session] = true;
        return mark;
    }

    public void Bury() => AliveHere.TryRemove(Session, out _);

    public IDictionary<string, string> Write() => new Dictionary<string, string>
    {
        ["machine"] = Uri.EscapeDataString(Machine),
        ["pid"] = ProcessId.ToString(CultureInfo.InvariantCulture),
        ["started"] = ProcessStart.ToString(CultureInfo.InvariantCulture),
        ["session"] = Session,
    };

    public static OwnerMark? Read(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("machine", out string? machine) && metadata.TryGetValue("session", out string? session)
        && int.TryParse(metadata.TryGetValue("pid", out string? p) ? p : null, CultureInfo.InvariantCulture, out int pid)
        && long.TryParse(metadata.TryGetValue("started", out string? s) ? s : null, CultureInfo.InvariantCulture, out long started)
            ? new OwnerMark(Uri.UnescapeDataString(machine), pid, started, session)
            : null;

    /// <summary>True only if the owner was on this machine and has certainly ended.</summary>
    /// <param name="here">This machine.</param>
    public bool IsGone(string here)
    {
        if (Machine != here)
            return false;
        if (ProcessId == Environment.ProcessId && IsRunning())
            return !AliveHere.ContainsKey(Session);
        return !IsRunning();
    }

    public override string ToString() => $"{Machine}, process {ProcessId}";

    private bool IsRunning()
    {
        try
        {
            using Process process = Process.GetProcessById(ProcessId);
            return (process.StartTime.ToUniversalTime() - new DateTime(ProcessStart, DateTimeKind.Utc)).Duration() < Wobble;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // It ended between the two questions.
            return false;
        }
    }
}
