using System.Runtime.InteropServices;

namespace OcrFunctions.Hosting;

/// <summary>
/// The parent on Linux and macOS: a process whose parent ends gets another one, usually the first of the system or of the container. A
/// parent that is that process itself (a host that is a container's first process) takes the container with it.
/// </summary>
/// <remarks>
/// Linux can signal the end of a parent (<c>PR_SET_PDEATHSIG</c>), but what it watches is the thread that started the child, and .NET
/// starts children on threads of its pool, which end before the process does.
/// </remarks>
internal sealed class UnixParent : IParentProcess
{
    private readonly int _first = getppid();

    public bool HasEnded => getppid() != _first;

    [DllImport("libc")]
    private static extern int getppid();
}
