using Mono.Cecil;

namespace OcrFunctions.Tests.Architecture;

/// <summary>ImageSharp has had flaws with crafted images: it sees files only in the engine process.</summary>
public sealed class ImageSharpTests
{
    private const string Library = "SixLabors.ImageSharp";

    [Theory]
    [InlineData("OcrFunctions")]
    [InlineData("OcrFunctions.Cli")]
    [InlineData("OcrFunctions.EngineProtocol")]
    [InlineData("OcrFunctions.LocalHost")]
    [InlineData("OcrFunctions.Pipeline")]
    public void Programs_that_hold_secrets_do_not_use_it(string project)
    {
        using AssemblyDefinition assembly = Read(project);
        Assert.DoesNotContain(Library, assembly.MainModule.AssemblyReferences.Select(reference => reference.Name));
    }

    [Fact]
    public void One_class_of_the_engine_uses_it()
    {
        using AssemblyDefinition engine = Read("OcrFunctions.Engine");
        IEnumerable<string> users =
            from type in engine.MainModule.GetTypes()
            from method in type.Methods
            where method.HasBody
            where method.Body.Instructions.Any(one =>
                one.Operand is MemberReference { DeclaringType: { } declaring } && declaring.Scope.Name == Library)
            select type.FullName.Split('/')[0];
        Assert.Equal(["OcrFunctions.Engine.Images.ImageSharpDecoder"], users.Distinct());
    }

    private static AssemblyDefinition Read(string project) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
}
