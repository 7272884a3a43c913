using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Architecture;

/// <summary><c>dotnet format</c> does not check <c>max_line_length</c> of .editorconfig.</summary>
public sealed class LineLengthTests
{
    private const int MaxLength = 140;

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        // An address cannot be broken.
        IEnumerable<string> tooLong =
            from file in Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Repository.Root, file)
            where !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules")
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > MaxLength && !line.Text.Contains("https://", StringComparison.Ordinal)
            select $"{path}:{line.Number}";
        Assert.Empty(tooLong);
    }
}
