using System.Text.RegularExpressions;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Architecture;

/// <summary>
/// The folders of a project as layers. What counts is what the compiled types use, whether a using directive names it or not. The compiler
/// copies constants and drops documentation, so using directives count too: one that is not necessary does not build.
/// </summary>
/// <param name="Files">Paths within the project.</param>
/// <param name="Imports">Uses of types of other folders.</param>
/// <param name="Misplaced">A sentence for each file whose namespace is not that of its folder.</param>
internal sealed record FolderLayers(
    IReadOnlyCollection<string> Files, IReadOnlyCollection<FolderImport> Imports, IReadOnlyCollection<string> Misplaced)
{
    /// <param name="project">A project that the tests reference; its folder and its root namespace have the same name.</param>
    public static FolderLayers Of(string project)
    {
        string root = Repository.File(project);
        string[] files = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))];
        HashSet<string> folders = [.. files.Select(FolderOf)];
        Dictionary<string, string> sources = files.ToDictionary(file => file, file => File.ReadAllText(Path.Combine(root, file)));
        IEnumerable<FolderImport> directives = sources.SelectMany(file => Regex
            .Matches(file.Value, $@"^(?:global )?using (?:static )?(?:\w+ = )?{Regex.Escape(project)}\.([\w.]+);", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value.Replace('.', '/'))
            // A static directive and an alias name a type. The namespaces of another project may begin with this one's name.
            .Where(name => folders.Contains(name) || files.Contains(name + ".cs"))
            .Select(name => folders.Contains(name) ? name : FolderOf(name))
            .Where(folder => folder != FolderOf(file.Key))
            .Select(folder => new FolderImport(file.Key, FolderOf(file.Key), null, folder)));
        IEnumerable<string> misplaced = sources
            .Select(file => (file.Key, Match: Regex.Match(file.Value, @"^namespace ([\w.]+)", RegexOptions.Multiline)))
            .Where(file => file.Match.Success)
            .Select(file => (file.Key, Namespace: file.Match.Groups[1].Value))
            .Where(file => file.Namespace != $"{project}.{FolderOf(file.Key).Replace('/', '.')}".TrimEnd('.'))
            .Select(file => $"{file.Key} has the namespace {file.Namespace}.");
        string assembly = Path.Combine(AppContext.BaseDirectory, project + ".dll");
        return new FolderLayers(files, [.. CompiledImports.Of(assembly, project), .. directives], [.. misplaced]);
    }

    /// <param name="bottomToTop">
    /// All folders of the project with files, subfolders separated by a slash. Files in the project's own folder are above all.
    /// </param>
    /// <returns>A sentence for each import that goes up, misplaced file and folder without a place; none where the order holds.</returns>
    public IReadOnlyList<string> Check(params string[] bottomToTop)
    {
        List<string> order = [.. bottomToTop, ""], folders = [.. Files.Select(FolderOf).Append("").Distinct()];
        return
        [
            .. Misplaced,
            .. folders.Except(order).Select(folder => $"{folder} has no place among the layers."),
            .. order.Except(folders).Select(folder => $"{folder} is no folder with files."),
            .. Imports.Where(import => order.IndexOf(import.TypeFolder) > order.IndexOf(import.Folder)).Select(Sentence),
        ];
    }

    private static string Sentence(FolderImport import)
    {
        string used = import.TypeFolder.Length > 0 ? import.TypeFolder : "the project's own folder";
        return import.Type is null
            ? $"{import.User} has a using directive for {used}, which is above {import.Folder}."
            : $"{import.User} uses {import.Type} of {used}, which is above {import.Folder}.";
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(file)!.Replace('\\', '/');
}
