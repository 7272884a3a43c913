namespace OcrFunctions.Local.Reading;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">How it is called in reports and results: its name, or its path below the folder that was given.</param>
internal sealed record Item(string Path, string Name)
{
    /// <summary>The name as a terminal may show it: file names may hold anything.</summary>
    public string Shown { get; } = new([.. Name.Select(c => char.IsControl(c) ? '�' : c)]);
}
