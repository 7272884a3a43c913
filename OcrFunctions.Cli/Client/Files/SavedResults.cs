using OcrFunctions.Cli.Client.Api;

namespace OcrFunctions.Cli.Client.Files;

/// <summary>Results in the folder of <c>--out</c>.</summary>
internal sealed class SavedResults(ApiClient api, string folder)
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>The paths written.</returns>
    public Task<IReadOnlyList<string>> SaveAsync(FileResult result, CancellationToken stop)
    {
        // Two files of the same name from two folders: a number distinguishes the second.
        string name = result.File.Name, unique = name;
        for (int n = 2; !_names.Add(unique); n++)
            unique = Path.Combine(Path.GetDirectoryName(name) ?? "", $"{n}-{Path.GetFileName(name)}");
        return ResultFiles.SaveAsync(api, result, Path.Combine(folder, unique), stop);
    }
}
