using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>unistd.h</c>.</summary>
internal static partial class Libc
{
    internal const int STDOUT_FILENO = 1;
    internal const int STDERR_FILENO = 2;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int dup2(int oldfd, int newfd);

    /// <summary>Ends the process without running exit handlers.</summary>
    [DoesNotReturn]
    [LibraryImport("libc")]
    internal static partial void _exit(int status);
}
