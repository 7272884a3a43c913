using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OcrFunctions.Pipeline.Telemetry;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Telemetry.Fixtures;
using YamlDotNet.RepresentationModel;

namespace OcrFunctions.Tests.Telemetry;

/// <summary>Dashboards, alerts and the list of metrics name what the app emits.</summary>
public sealed partial class DashboardTests
{
    private static readonly string[] Labels = [.. typeof(TelemetryAttributes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetRawConstantValue()!)];

    private static readonly IReadOnlyList<Instrument> Instruments = Published();

    [Fact]
    public void Every_metric_of_the_Grafana_dashboard_is_emitted_and_none_is_missing()
    {
        JsonNode dashboard = JsonNode.Parse(File.ReadAllText(Repository.File("infra", "grafana", "ocrfunctions.json")))!;
        string[] queries = [.. Texts(dashboard, "expr")];
        Assert.Equal("ocrfunctions", (string?)dashboard["uid"]);
        Assert.True(queries.Length >= 20);
        Assert.Empty(queries.SelectMany(Unknown));
        string all = string.Join('\n', queries);
        Assert.All(Instruments, instrument => Assert.Contains(Series(instrument), series => all.Contains(series)));
    }

    [Fact]
    public void Panels_of_the_Grafana_dashboard_do_not_overlap()
    {
        JsonNode dashboard = JsonNode.Parse(File.ReadAllText(Repository.File("infra", "grafana", "ocrfunctions.json")))!;
        var taken = new HashSet<(int X, int Y)>();
        foreach (JsonNode? panel in dashboard["panels"]!.AsArray())
        {
            JsonNode at = panel!["gridPos"]!;
            for (int x = (int)at["x"]!; x < (int)at["x"]! + (int)at["w"]!; x++)
                for (int y = (int)at["y"]!; y < (int)at["y"]! + (int)at["h"]!; y++)
                    Assert.True(x < 24 && taken.Add((x, y)), $"{panel["title"]} covers another panel.");
        }
    }

    [Fact]
    public void Every_metric_of_the_alert_rules_is_emitted_and_every_rule_is_documented_with_its_threshold()
    {
        using StreamReader file = File.OpenText(Repository.File("infra", "grafana", "alerts.yaml"));
        var yaml = new YamlStream();
        yaml.Load(file);
        var rules = (YamlSequenceNode)yaml.Documents[0].RootNode["groups"][0]["rules"];
        string operations = File.ReadAllText(Repository.File("docs", "operations.md"));
        Assert.NotEmpty(rules);
        foreach (YamlNode rule in rules)
        {
            string expression = $"{rule["data"][0]["model"]["expr"]}";
            Assert.Empty(Unknown(expression));
            Assert.Matches(Token(), expression);
            Assert.Equal($"{rule["condition"]}", $"{rule["data"][1]["refId"]}");
            YamlNode evaluator = rule["data"][1]["model"]["conditions"][0]["evaluator"];
            string comparison = $"{evaluator["type"]}" == "gt" ? "above" : "below";
            Assert.Contains($"| {rule["title"]} | {comparison} {evaluator["params"][0]} |", operations);
        }
    }

    [Fact]
    public void Every_metric_of_the_Azure_workbook_and_of_the_alerts_for_Azure_is_emitted()
    {
        JsonNode workbook = JsonNode.Parse(File.ReadAllText(Repository.File("infra", "azure", "workbook.json")))!;
        string[] queries = [.. Texts(workbook, "query")];
        Assert.Equal("Notebook/1.0", (string?)workbook["version"]);
        string all = string.Join('\n', queries), operations = File.ReadAllText(Repository.File("docs", "operations.md"));
        string[] known = [.. Instruments.Select(instrument => instrument.Name), .. Labels];
        Assert.Empty(QuotedName().Matches(all + operations).Select(match => match.Groups[1].Value).Except(known));
        Assert.All(Instruments, instrument => Assert.Contains($"\"{instrument.Name}\"", all));
    }

    [Fact]
    public void The_list_of_metrics_is_complete()
    {
        string operations = File.ReadAllText(Repository.File("docs", "operations.md"));
        Assert.Equal(Instruments.Select(instrument => $"{instrument.Name} {instrument.Unit}").Order(),
            MetricRow().Matches(operations).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}").Order());
    }

    /// <summary>Names in a query that are neither a series nor a label.</summary>
    private static IEnumerable<string> Unknown(string query) => Token().Matches(query).Select(match => match.Value)
        .Except(Instruments.SelectMany(Series)).Except(Labels.Select(label => label.Replace('.', '_')));

    /// <summary>
    /// Names of an instrument's series in Prometheus, by
    /// https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#otlp-metric-points-to-prometheus
    /// </summary>
    private static IEnumerable<string> Series(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument switch
        {
            Counter<long> => [name + "_total"],
            Histogram<double> => [name + "_bucket", name + "_sum", name + "_count"],
            _ => [name],
        };
    }

    private static IReadOnlyList<Instrument> Published()
    {
        using var meter = new Meter(nameof(DashboardTests));
        using var reader = new MetricReader(meter);
        _ = new OcrMetrics(meter, TimeProvider.System);
        return reader.Instruments;
    }

    private static IEnumerable<string> Texts(JsonNode? node, string name) => node switch
    {
        JsonObject parent => parent.SelectMany(child =>
            child.Key == name && child.Value is JsonValue text ? [(string)text!] : Texts(child.Value, name)),
        JsonArray list => list.SelectMany(child => Texts(child, name)),
        _ => [],
    };

    [GeneratedRegex(@"\b(?:ocr|error)_[a-z0-9_]+")]
    private static partial Regex Token();

    [GeneratedRegex("\"((?:ocr|error)\\.[a-z0-9_.]+)\"")]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"^\| `(ocr\.[a-z_.]+)` \| (\S+) \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();
}
