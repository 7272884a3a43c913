namespace OcrFunctions.Engine.ProcessLifetime;

/// <summary>
/// The pipes that the .NET runtime creates for debuggers in the temporary folder. It removes them in an ordinary exit only, so
/// an engine that ends at once removes them itself. (One that is killed cannot: start it with <c>DOTNET_EnableDiagnostics=0</c>.)
/// </summary>
internal static class RuntimeFiles
{
    public static void Remove()
    {
        string[] patterns = [$"clr-debug-pipe-{Environment.ProcessId}-*", $"dotnet-diagnostic-{Environment.ProcessId}-*"];
        foreach (string file in patterns.SelectMany(pattern => Directory.EnumerateFiles(Path.GetTempPath(), pattern)))
            File.Delete(file);
    }
}
