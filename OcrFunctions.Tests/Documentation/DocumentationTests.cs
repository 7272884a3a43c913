using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Http;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Documentation;

/// <summary>The documentation's lists match the code.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_error_code_is_in_the_table_and_no_other()
    {
        string page = File.ReadAllText(Repository.File("docs", "errors.md"));
        IEnumerable<string> listed = TableCode().Matches(page).Select(m => m.Groups[1].Value);
        Type[] declaring = [typeof(EngineErrorCodes), typeof(ErrorCodes), typeof(HttpErrorCodes)];
        IEnumerable<string> declared =
            declaring.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equal(declared.Order(), listed.Order());
    }

    [Fact]
    public void Every_warning_is_listed_and_no_other()
    {
        string[] sections = File.ReadAllText(Repository.File("docs", "errors.md")).Split("## Page warnings");
        Assert.Equal(Codes(typeof(WarningCodes)).Order(), Listed(sections[0]).Order());
        Assert.Equal(Codes(typeof(PageWarningCodes)).Order(), Listed(sections[1]).Order());
        Assert.Subset(Codes(typeof(WarningCodes)).ToHashSet(), Codes(typeof(EngineWarningCodes)).ToHashSet());

        static IEnumerable<string> Codes(Type type) =>
            type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        static IEnumerable<string> Listed(string section) => ListedWarning().Matches(section).Select(match => match.Groups[1].Value);
    }

    [Fact]
    public void Every_setting_is_documented_with_its_default()
    {
        string page = File.ReadAllText(Repository.File("docs", "settings.md"));
        Dictionary<string, string> listed = SettingRow().Matches(page).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var defaults = new OcrOptions();
        Dictionary<string,
            string> declared =
                typeof(OcrOptions).GetProperties()
                    .ToDictionary(p => p.Name, p => Text(p.GetValue(defaults)).Replace(",", "").ToLowerInvariant());
        Assert.Contains($"by default {ExportFormats.Default};", page);
        Assert.Equal(declared.OrderBy(d => d.Key),
            listed.Select(l => KeyValuePair.Create(l.Key, l.Value.Replace(",", "").ToLowerInvariant())).OrderBy(l => l.Key));
    }

    [Fact]
    public void The_settings_given_to_the_functions_host_let_the_app_itself_refuse_a_body_that_is_too_large()
    {
        const string setting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
        JsonNode sample = JsonNode.Parse(File.ReadAllText(Repository.File("local.settings.sample.json")))!;
        string limit = (string)sample["Values"]![setting]!;
        Assert.True(long.Parse(limit, CultureInfo.InvariantCulture) > ApiLimits.MaxBodyBytes);
        string[] images = File.ReadAllText(Repository.File("Dockerfile")).Split($"{setting}={limit} ");
        Assert.Equal(3, images.Length);
        Assert.Contains($"{setting}: '{limit}'", File.ReadAllText(Repository.File("infra", "modules", "premium.bicep")));
    }

    private static string Text(object? value) => value is IReadOnlyList<string> list ? string.Join(',', list) : $"{value}";

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableCode();

    [GeneratedRegex(@"^- `(\w+)`:", RegexOptions.Multiline)]
    private static partial Regex ListedWarning();

    [GeneratedRegex(@"^\| `Ocr__(\w+)` \| ([^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();
}
