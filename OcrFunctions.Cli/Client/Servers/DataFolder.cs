namespace OcrFunctions.Cli.Client.Servers;

/// <summary>The folder in which <c>./run</c> keeps storage and state, and what it passes to the app in the environment.</summary>
internal static class DataFolder
{
    /// <summary>Null if the app was started without <c>./run</c>.</summary>
    public static string? Path { get; } = Given("OCRFUNCTIONS_DATA");

    /// <summary>Pipe with the connection string of the storage that <c>./run</c> starts; null if it is in the settings.</summary>
    public static string? StoragePipe { get; } = Given("OCRFUNCTIONS_STORAGE");

    /// <summary>Record of a <c>./run</c> that is already serving; null if this one is the first.</summary>
    public static string? RunningServer { get; } = Given("OCRFUNCTIONS_SERVER");

    /// <summary>The machine's name and an id stored in the folder: a restarted host continues as the same instance.</summary>
    /// <returns>Null without a data folder.</returns>
    public static string? InstanceId()
    {
        if (File("instance-id") is not { } file)
            return null;
        if (!System.IO.File.Exists(file))
            System.IO.File.WriteAllText(file, Guid.NewGuid().ToString("N"));
        return $"{Environment.MachineName}-{System.IO.File.ReadAllText(file).Trim()}";
    }

    public static string? File(string name) => Path is null ? null : System.IO.Path.Combine(Path, name);

    private static string? Given(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
