using Microsoft.Extensions.Time.Testing;
using OcrFunctions.Cli.FolderFollower;

namespace OcrFunctions.Tests.Run;

/// <summary>Which files of a followed folder are to be read.</summary>
public sealed class FollowedFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("followed-").FullName;
    private readonly FakeTimeProvider _time = new();
    private FollowedFolder _folder;

    public FollowedFolderTests() => _folder = New();

    [Fact]
    public void A_file_is_read_once_it_has_stopped_growing()
    {
        Write("scan.pdf", "half");
        Assert.Empty(Look());
        Write("scan.pdf", "half and more");
        Assert.Empty(LookAfter(2));
        Assert.Equal(["scan.pdf"], LookAfter(2));
    }

    [Fact]
    public void An_empty_file_is_read_after_half_a_minute()
    {
        Write("scan.pdf", "");
        Assert.Empty(Look());
        Assert.Empty(LookAfter(20));
        Assert.Equal(["scan.pdf"], LookAfter(10));
    }

    [Theory]
    [InlineData(".scan.pdf")]
    [InlineData("scan.pdf.part")]
    [InlineData("scan.pdf.tmp")]
    [InlineData("scan.pdf~")]
    [InlineData("~$scan.pdf")]
    [InlineData("scan.pdf.crdownload")]
    [InlineData(".hidden/scan.pdf")]
    [InlineData("scan.pdf.ocr.pdf")]
    [InlineData("scan.pdf.txt")]
    [InlineData("scan.pdf.json")]
    [InlineData("scan.pdf.error.txt")]
    public void Files_that_others_are_writing_and_our_own_are_ignored(string name)
    {
        Write(name, "something");
        Look();
        Assert.Empty(LookAfter(60));
    }

    [Fact]
    public void A_folder_for_results_inside_is_ignored()
    {
        Write("results/scan.pdf", "something");
        _folder = New(Path.Combine(_root, "results"));
        Look();
        Assert.Empty(LookAfter(60));
    }

    [Fact]
    public void Subfolders_are_searched_and_circular_links_are_not()
    {
        Write("2026/11/scan.TIFF", "something");
        Directory.CreateSymbolicLink(Path.Combine(_root, "2026", "back"), _root);
        Look();
        Assert.Equal(["2026/11/scan.TIFF"], LookAfter(2));
    }

    [Fact]
    public void A_file_with_results_is_not_read_again_after_a_restart_until_it_changes()
    {
        Write("scan.pdf", "first");
        SaveResult("scan.pdf", "Succeeded");
        _folder = New();
        Look();
        Assert.Empty(LookAfter(10));
        Assert.Equal(1, _folder.Done);
        Write("scan.pdf", "second version");
        Look();
        Assert.Equal(["scan.pdf"], LookAfter(2));
    }

    [Fact]
    public void A_failed_file_is_read_again_when_its_error_file_is_removed()
    {
        Write("scan.pdf", "broken");
        SaveResult("scan.pdf", "Failed");
        Write("scan.pdf.error.txt", "why");
        Look();
        Assert.Empty(LookAfter(10));
        File.Delete(Path.Combine(_root, "scan.pdf.error.txt"));
        Look();
        Assert.Equal(["scan.pdf"], LookAfter(2));
    }

    [Fact]
    public void A_deleted_file_is_forgotten_and_one_that_returns_is_new()
    {
        Write("scan.pdf", "one");
        Look();
        File.Delete(Path.Combine(_root, "scan.pdf"));
        Assert.Empty(LookAfter(5));
        Write("scan.pdf", "one");
        Assert.Empty(LookAfter(5));
        Assert.Equal(["scan.pdf"], LookAfter(2));
    }

    [Fact]
    public void A_missing_folder_is_an_error_and_not_an_empty_folder()
    {
        Directory.Delete(_root, recursive: true);
        Assert.ThrowsAny<IOException>(() => Look());
        Directory.CreateDirectory(_root);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private FollowedFolder New(string? results = null) => new(_root, new FollowedResults(_root, results ?? _root), _time);

    private List<string> Look() => [.. _folder.Scan(_ => false).Select(found => found.File.Name)];

    private List<string> LookAfter(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return Look();
    }

    private void Write(string name, string content)
    {
        string path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private void SaveResult(string name, string status)
    {
        FileVersion version = FileVersion.Of(Path.Combine(_root, name))!.Value;
        Write($"{name}.json", $$"""{"id":"x","status":"{{status}}","externalId":"{{version.ExternalId(name)}}","pages":[]}""");
    }
}
