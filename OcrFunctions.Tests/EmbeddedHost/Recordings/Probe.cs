using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.EmbeddedHost.Recordings;

/// <summary>
/// The functions behind the recordings, compiled against the embedded host. They stand beside the project and are not part of
/// it, so they are compiled while the tests run. What does not compile is outside the surface that the host imitates: it is cut
/// out, the function or the branch of a switch, and the compiler's sentence is kept.
/// </summary>
internal sealed class Probe
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);
    private static readonly Lazy<Probe> Compiled = new(Compile, LazyThreadSafetyMode.ExecutionAndPublication);
    private readonly byte[] _image;

    private Probe(byte[] image, IReadOnlyList<string> refused) => (_image, Refused) = (image, refused);

    /// <summary>What was cut out, each with the compiler's sentence, such as "restart: 'DurableTaskClient' does not contain ...".</summary>
    public IReadOnlyList<string> Refused { get; }

    /// <summary>Skips the test where the recordings are missing.</summary>
    public static Probe Get()
    {
        Repository.SharedFile("host-traces", "ProbeFunctions.cs");
        return Compiled.Value;
    }

    /// <summary>A copy of its own for every caller, because the functions note what they saw in static fields.</summary>
    public Assembly Load() => Assembly.Load(_image);

    public void Save(string file) => File.WriteAllBytes(file, _image);

    private static Probe Compile()
    {
        IEnumerable<string> files = new[] { "ProbeFunctions.cs", "ProbeFunctions.Rare.cs" }.Select(name => Repository.SharedFile("host-traces", name));
        List<SyntaxTree> trees = [CSharpSyntaxTree.ParseText(Usings, Language), .. files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file)), Language))];
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Probe", trees, references.Select(r => MetadataReference.CreateFromFile(r)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var refused = new List<string>();
        while (compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList() is { Count: > 0 } errors)
            compilation = Without(compilation, errors, refused);
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return new Probe(image.ToArray(), refused);
    }

    private static CSharpCompilation Without(CSharpCompilation compilation, List<Diagnostic> errors, List<string> refused)
    {
        foreach (IGrouping<SyntaxTree?, Diagnostic> file in errors.GroupBy(e => e.Location.SourceTree))
        {
            SyntaxNode root = file.Key!.GetRoot();
            var cut = new Dictionary<SyntaxNode, string>();
            foreach (Diagnostic error in file)
                cut.TryAdd(Smallest(root.FindNode(error.Location.SourceSpan), error), error.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
            refused.AddRange(cut.Select(c => $"{Name(c.Key)}: {c.Value}"));
            compilation = compilation.ReplaceSyntaxTree(file.Key, file.Key.WithRootAndOptions(root.RemoveNodes(cut.Keys, SyntaxRemoveOptions.KeepNoTrivia)!, Language));
        }

        return compilation;
    }

    private static SyntaxNode Smallest(SyntaxNode node, Diagnostic error) =>
        node.AncestorsAndSelf().FirstOrDefault(n => n is SwitchSectionSyntax or MethodDeclarationSyntax or UsingDirectiveSyntax)
        ?? throw new InvalidOperationException($"The probe does not compile: {error}");

    private static string Name(SyntaxNode node) => node switch
    {
        SwitchSectionSyntax { Labels: [CaseSwitchLabelSyntax { Value: LiteralExpressionSyntax literal }, ..] } => literal.Token.ValueText,
        MethodDeclarationSyntax method => method.Identifier.Text,
        _ => node.ToString(),
    };
}
