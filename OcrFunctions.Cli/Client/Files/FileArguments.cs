using Microsoft.Extensions.FileSystemGlobbing;

namespace OcrFunctions.Cli.Client.Files;

/// <summary>The files that arguments of <c>--once</c> match.</summary>
internal static class FileArguments
{
    /// <exception cref="ConsoleException">An argument matches nothing.</exception>
    public static IReadOnlyList<InputFile> Expand(IEnumerable<string> arguments) =>
        [.. arguments.SelectMany(Expand).DistinctBy(file => Path.GetFullPath(file.Path))];

    private static IReadOnlyList<InputFile> Expand(string argument)
    {
        if (File.Exists(argument))
            return [new InputFile(argument, Path.GetFileName(argument))];
        if (Directory.Exists(argument))
            return ReadableFiles.In(argument).ToList() is { Count: > 0 } files
                ? files
                : throw new ConsoleException(
                    $"No file in the folder '{argument}' has a document's extension (such as .pdf, .tif, .png or .jpg). A file given by "
                        + "name is read whatever its extension.");
        if (argument.AsSpan().ContainsAny('*', '?'))
            return Pattern(argument) is { Count: > 0 } found ? found : throw new ConsoleException($"No file matches '{argument}'.");
        throw new ConsoleException($"File not found: '{argument}'. Usage: ./run --once FILE... (./run --help says more)");
    }

    private static List<InputFile> Pattern(string pattern)
    {
        // The matcher requires a base folder: the part before the first wildcard.
        string[] parts = pattern.Split('/');
        int wild = Array.FindIndex(parts, part => part.AsSpan().ContainsAny('*', '?'));
        string folder = string.Join('/', parts[..wild]) is { Length: > 0 } before ? before : pattern[0] == '/' ? "/" : ".";
        if (!Directory.Exists(folder))
            return [];
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(string.Join('/', parts[wild..]));
        return [.. matcher.GetResultsInFullPath(folder)
            .Where(path => !path.EndsWith(ReadableFiles.SearchablePdf, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Select(path => new InputFile(path, Path.GetFileName(path)))];
    }
}
