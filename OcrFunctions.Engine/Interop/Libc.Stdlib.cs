using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary><c>stdlib.h</c>; on Windows the Universal C Runtime's.</summary>
internal static partial class Libc
{
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int _putenv_s(string name, string value);
}
