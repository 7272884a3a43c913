using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.ProcessLifetime;

/// <summary>CPU time of this process and of its ended child processes.</summary>
internal static class CpuClock
{
    public static TimeSpan Now()
    {
        TimeSpan own = Environment.CpuUsage.TotalTime;
        // Windows keeps no sum over child processes; the few milliseconds of poppler are not counted there.
        if (OperatingSystem.IsWindows() || Libc.getrusage(Libc.RUSAGE_CHILDREN, out Libc.RUsage children) != 0)
            return own;
        return own + children.UserTime.ToTimeSpan() + children.SystemTime.ToTimeSpan();
    }
}
