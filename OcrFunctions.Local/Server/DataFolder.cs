namespace OcrFunctions.Local.Server;

/// <summary>The folder that <c>./run</c> keeps storage and state in, and what it hands to the app by the environment.</summary>
internal static class DataFolder
{
    /// <summary>Null where the app was started without <c>./run</c>.</summary>
    public static string? Path { get; } = Given("OCRFUNCTIONS_DATA");

    /// <summary>Pipe that gives the connection string of the storage that <c>./run</c> starts; null where the settings have it.</summary>
    public static string? StoragePipe { get; } = Given("OCRFUNCTIONS_STORAGE");

    /// <summary>Record of a <c>./run</c> that serves already; null where this one is the first.</summary>
    public static string? RunningServer { get; } = Given("OCRFUNCTIONS_SERVER");

    public static string? File(string name) => Path is null ? null : System.IO.Path.Combine(Path, name);

    private static string? Given(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
