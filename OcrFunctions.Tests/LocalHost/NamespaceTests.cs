using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>Our types are not in the namespaces of the real packages.</summary>
public sealed class NamespaceTests
{
    /// <summary>The compiler adds it to every assembly that needs it.</summary>
    private const string OfTheCompiler = "Microsoft.CodeAnalysis.EmbeddedAttribute";

    private static readonly string[] Theirs = ["Microsoft", "DurableTask", "Grpc"];

    [Fact]
    public void No_type_of_ours_is_in_a_namespace_of_the_packages()
    {
        string[] ours = Directory.GetFiles(AppContext.BaseDirectory, "OcrFunctions*.dll", SearchOption.AllDirectories);

        Assert.Contains(ours, file => Path.GetFileName(file) == "OcrFunctions.dll");
        Assert.All(ours, file => Assert.DoesNotContain(Types(file), type => Theirs.Contains(type.Split('.')[0]) && type != OfTheCompiler));
    }

    private static string[] Types(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
