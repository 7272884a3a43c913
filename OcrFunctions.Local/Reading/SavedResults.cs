using OcrFunctions.Local.Server;

namespace OcrFunctions.Local.Reading;

/// <summary>Results in the folder of <c>--out</c>.</summary>
internal sealed class SavedResults(ApiClient api, string folder)
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>The paths written.</returns>
    public Task<IReadOnlyList<string>> SaveAsync(Outcome outcome, CancellationToken stop)
    {
        // Two files of one name from two folders: the second is told apart by a number.
        string name = outcome.Item.Name, unique = name;
        for (int n = 2; !_names.Add(unique); n++)
            unique = Path.Combine(Path.GetDirectoryName(name) ?? "", $"{n}-{Path.GetFileName(name)}");
        return ResultFiles.SaveAsync(api, outcome, Path.Combine(folder, unique), stop);
    }
}
