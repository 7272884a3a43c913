namespace OcrFunctions.Cli.Client.Files;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its name in reports and results: the file name, or its path below the given folder.</param>
internal sealed record InputFile(string Path, string Name)
{
    /// <summary>The name sanitized for a terminal: file names may contain any character.</summary>
    public string DisplayName { get; } = new([.. Name.Select(c => char.IsControl(c) ? '�' : c)]);
}
