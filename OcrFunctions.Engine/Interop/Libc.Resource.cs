using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>sys/resource.h</c>, on 64-bit Linux and macOS.</summary>
internal static partial class Libc
{
    internal const int RUSAGE_CHILDREN = -1;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getrusage(int who, out RUsage usage);

    /// <summary>Seconds and microseconds; macOS fills 4 of the last 8 bytes, so only those are read.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    internal struct TimeVal
    {
        public long Seconds;
        public int Microseconds;

        public readonly TimeSpan ToTimeSpan() => TimeSpan.FromSeconds(Seconds) + TimeSpan.FromMicroseconds(Microseconds);
    }

    /// <summary>Only the first two members are of interest; the size leaves room for the other fourteen.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    internal struct RUsage
    {
        public TimeVal UserTime;
        public TimeVal SystemTime;
    }
}
