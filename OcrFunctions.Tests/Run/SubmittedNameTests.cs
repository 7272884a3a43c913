using OcrFunctions.Cli.Client.Files;

namespace OcrFunctions.Tests.Run;

public sealed class SubmittedNameTests
{
    [Theory]
    [InlineData("scans/übersicht #1.pdf", "übersicht #1.pdf")]
    [InlineData("scans/two\nlines\t.pdf", "two_lines_.pdf")]
    public void A_file_is_submitted_by_its_name_without_control_characters(string path, string name) =>
        Assert.Equal(name, DocumentReader.NameOf(path));
}
