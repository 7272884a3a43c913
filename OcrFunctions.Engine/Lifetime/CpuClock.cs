using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Lifetime;

/// <summary>CPU time of this process and of the children that have ended.</summary>
internal static class CpuClock
{
    public static TimeSpan Now()
    {
        TimeSpan own = Environment.CpuUsage.TotalTime;
        // Windows keeps no sum over children; the few milliseconds of poppler are missing there.
        if (OperatingSystem.IsWindows() || Libc.getrusage(Libc.RUSAGE_CHILDREN, out Libc.RUsage children) != 0)
            return own;
        return own + children.UserTime.ToTimeSpan() + children.SystemTime.ToTimeSpan();
    }
}
