using System.Globalization;

namespace OcrFunctions.Engine.Interop;

/// <summary>What of this process's memory may be read, as the kernel lists it (<c>/proc/self/maps</c>).</summary>
internal static class ReadableMemory
{
    /// <summary>Whether all of a range may be read: reading elsewhere would end the process.</summary>
    public static bool Contains(nint start, long length)
    {
        if (start == 0 || length <= 0)
            return false;
        ulong next = (ulong)start, end = next + (ulong)length;
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            // "55d0a000-55d0b000 r--p ..."
            int dash = line.IndexOf('-'), space = line.IndexOf(' ');
            ulong from = ulong.Parse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            ulong to = ulong.Parse(line.AsSpan(dash + 1, space - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (to <= next)
                continue;
            if (from > next || line[space + 1] != 'r')
                return false;
            next = to;
            if (next >= end)
                return true;
        }

        return false;
    }
}
