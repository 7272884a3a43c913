using Microsoft.Extensions.FileSystemGlobbing;
using OcrFunctions.Local.Terminal;

namespace OcrFunctions.Local.Reading;

/// <summary>The files that arguments of <c>--once</c> stand for.</summary>
internal static class FileArguments
{
    /// <exception cref="ConsoleException">An argument stands for nothing.</exception>
    public static IReadOnlyList<Item> Expand(IEnumerable<string> arguments) =>
        [.. arguments.SelectMany(Expand).DistinctBy(item => Path.GetFullPath(item.Path))];

    private static IReadOnlyList<Item> Expand(string argument)
    {
        if (File.Exists(argument))
            return [new Item(argument, Path.GetFileName(argument))];
        if (Directory.Exists(argument))
            return ReadableFiles.In(argument).ToList() is { Count: > 0 } items
                ? items
                : throw new ConsoleException($"No file in the folder '{argument}' has the name of a document (such as .pdf, .tif, .png or .jpg). A file that is named itself is read whatever it is called.");
        if (argument.AsSpan().ContainsAny('*', '?'))
            return Pattern(argument) is { Count: > 0 } found ? found : throw new ConsoleException($"No file fits '{argument}'.");
        throw new ConsoleException($"There is no file '{argument}'. Usage: ./run --once FILE... (./run --help says more)");
    }

    private static List<Item> Pattern(string pattern)
    {
        // The matcher wants a folder to begin in: what stands before the first wildcard.
        string[] parts = pattern.Split('/');
        int wild = Array.FindIndex(parts, part => part.AsSpan().ContainsAny('*', '?'));
        string folder = string.Join('/', parts[..wild]) is { Length: > 0 } before ? before : pattern[0] == '/' ? "/" : ".";
        if (!Directory.Exists(folder))
            return [];
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(string.Join('/', parts[wild..]));
        return [.. matcher.GetResultsInFullPath(folder).Where(path => !path.EndsWith(ReadableFiles.SearchablePdf, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Select(path => new Item(path, Path.GetFileName(path)))];
    }
}
