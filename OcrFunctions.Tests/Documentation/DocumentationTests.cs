using System.Reflection;
using System.Text.RegularExpressions;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Http;
using OcrFunctions.Pipeline;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Documentation;

/// <summary>What the documentation lists is what the code has.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_error_code_stands_in_the_table_and_no_other()
    {
        string page = File.ReadAllText(Repository.File("docs", "errors.md"));
        IEnumerable<string> listed = TableCode().Matches(page).Select(m => m.Groups[1].Value);
        Type[] declaring = [typeof(EngineErrorCodes), typeof(ErrorCodes), typeof(HttpErrorCodes)];
        IEnumerable<string> declared = declaring.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equal(declared.Order(), listed.Order());
    }

    [Fact]
    public void Every_warning_is_listed_and_no_other()
    {
        IEnumerable<string> listed = ListedWarning().Matches(File.ReadAllText(Repository.File("docs", "errors.md"))).Select(m => m.Groups[1].Value);
        IEnumerable<string> declared = typeof(WarningCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equal(declared.Order(), listed.Order());
        Assert.Subset(declared.ToHashSet(), typeof(EngineWarningCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToHashSet());
    }

    [Fact]
    public void Every_setting_stands_in_the_readme_with_its_default()
    {
        string readme = File.ReadAllText(Repository.File("README.md"));
        Dictionary<string, string> listed = SettingRow().Matches(readme).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var defaults = new OcrOptions();
        Dictionary<string, string> declared = typeof(OcrOptions).GetProperties().ToDictionary(p => p.Name, p => $"{p.GetValue(defaults)}".Replace(",", "").ToLowerInvariant());
        Assert.Equal(declared.OrderBy(d => d.Key), listed.Select(l => KeyValuePair.Create(l.Key, l.Value.Replace(",", "").ToLowerInvariant())).OrderBy(l => l.Key));
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableCode();

    [GeneratedRegex(@"^- `(\w+)`:", RegexOptions.Multiline)]
    private static partial Regex ListedWarning();

    [GeneratedRegex(@"^\| `Ocr__(\w+)` \| ([^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();
}
