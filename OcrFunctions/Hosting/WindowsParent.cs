using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OcrFunctions.Hosting;

/// <summary>
/// The parent on Windows, where a process keeps its parent's id and the id may be reused by another process: so a handle is kept.
/// </summary>
/// <param name="process">The parent; null if it had ended before.</param>
[SupportedOSPlatform("windows")]
internal sealed class WindowsParent(Process? process) : IParentProcess
{
    private const int ProcessBasicInformation = 0;

    public bool HasEnded => process is null || process.HasExited;

    /// <exception cref="Win32Exception">The system does not report the parent.</exception>
    public static WindowsParent Find()
    {
        using Process own = Process.GetCurrentProcess();
        int status =
            NtQueryInformationProcess(own.Handle, ProcessBasicInformation, out BasicInformation information,
                Marshal.SizeOf<BasicInformation>(), out _);
        if (status != 0)
            throw new Win32Exception($"The parent process is not known (NTSTATUS 0x{status:X8}).");
        try
        {
            Process parent = Process.GetProcessById((int)information.InheritedFromUniqueProcessId);
            // A process younger than its child has reused the id of one that ended.
            return new WindowsParent(parent.StartTime <= own.StartTime ? parent : null);
        }
        catch (ArgumentException)
        {
            return new WindowsParent(null);
        }
    }

    [DllImport("ntdll.dll")]
    private static extern int NtQueryInformationProcess(nint process, int kind, out BasicInformation information, int length,
        out int returned);

    [StructLayout(LayoutKind.Sequential)]
    private struct BasicInformation
    {
        public nint ExitStatus;
        public nint PebBaseAddress;
        public nint AffinityMask;
        public nint BasePriority;
        public nint UniqueProcessId;
        public nint InheritedFromUniqueProcessId;
    }
}
