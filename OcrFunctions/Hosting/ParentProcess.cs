namespace OcrFunctions.Hosting;

/// <summary>Finds this process's parent.</summary>
internal static class ParentProcess
{
    public static IParentProcess Find() => OperatingSystem.IsWindows() ? WindowsParent.Find() : new UnixParent();
}
