using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Http;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Health;
using OcrFunctions.Pipeline.Languages;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Documentation;

/// <summary>The description of the API matches the code.</summary>
public sealed partial class OpenApiTests(AzuriteFixture azurite)
{
    /// <summary>Answered wherever GET is, so that it is described once and not with each route.</summary>
    private const string Head = "head";

    private static readonly JsonObject Api = JsonNode.Parse(File.ReadAllText(Repository.File("docs", "openapi.json")))!.AsObject();

    [Fact]
    public void Every_route_is_described_and_no_other()
    {
        IEnumerable<string> described =
            Api["paths"]!.AsObject()
                .SelectMany(
                    path => path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key} {operation.Value!["operationId"]}"));
        IEnumerable<string> declared = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(Routes);
        Assert.Equal(declared.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Equal("/" + OcrFunctions.Http.Routes.Prefix.TrimEnd('/'), (string?)Api["servers"]![0]!["url"]);
    }

    [Fact]
    public void Every_route_that_answers_GET_answers_HEAD_and_the_description_says_so_once()
    {
        HttpTriggerAttribute[] triggers = [.. typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(Trigger)
            .OfType<HttpTriggerAttribute>()];
        Assert.NotEmpty(triggers);
        Assert.All(triggers, trigger => Assert.Equal((trigger.Route, trigger.Methods!.Contains("get")),
            (trigger.Route, trigger.Methods!.Contains(Head))));
        Assert.Contains("HEAD", (string)Api["info"]!["description"]!);
    }

    [Fact]
    public void Every_reference_resolves_and_every_schema_is_used()
    {
        HashSet<string> used = [.. Reference().Matches(Api.ToJsonString()).Select(match => match.Groups[1].Value)];
        Assert.Equal(Api["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).Order(), used.Order());
    }

    [Theory]
    [InlineData("Document", typeof(DocumentStatusBody), "links")]
    [InlineData("Progress", typeof(DocumentProgress))]
    [InlineData("Confidence", typeof(DocumentConfidence))]
    [InlineData("Error", typeof(OcrError))]
    [InlineData("Page", typeof(PageResult))]
    [InlineData("Word", typeof(PageWord))]
    [InlineData("Line", typeof(PageLine))]
    [InlineData("Block", typeof(PageBlock))]
    [InlineData("DeadLetter", typeof(DeadLetterResponse))]
    [InlineData("Correction", typeof(CorrectionResponse))]
    [InlineData("LanguageList", typeof(LanguageList))]
    [InlineData("Language", typeof(InstalledLanguage))]
    [InlineData("Liveness", typeof(LivenessResponse))]
    [InlineData("Readiness", typeof(ReadinessReport))]
    [InlineData("HealthCheck", typeof(CheckReport))]
    public void A_schema_has_the_fields_that_are_written(string schema, Type type, params string[] further)
    {
        IEnumerable<string> described = Api["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(property => property.Key);
        IEnumerable<string> written =
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Concat(further);
        Assert.Equal(written.Order(), described.Order());
    }

    [Fact]
    public void Every_export_format_has_its_link()
    {
        IEnumerable<string> described = Api["components"]!["schemas"]!["Links"]!["properties"]!.AsObject().Select(property => property.Key);
        Assert.Equal(DocumentLinks.Of("", [.. ExportFormats.All.Select(format => format.Name)]).Keys.Order(), described.Order());
    }

    [Fact]
    public void Statuses_and_options_are_those_of_the_code()
    {
        Assert.Equal(
            Enum.GetNames<DocumentStatus>().Where(name => name != nameof(DocumentStatus.Deleted)),
            Api["components"]!["schemas"]!["Document"]!["properties"]!["status"]!["enum"]!.AsArray().Select(value => (string)value!));
        IEnumerable<string> parameters =
            Api["paths"]!["/documents"]!["post"]!["parameters"]!.AsArray().Where(one => (string)one!["in"]! == "query")
                .Select(one => (string)one!["name"]!);
        Assert.Equal(DocumentOptions.All.Select(option => option.Key).Append("name").Order(), parameters.Order());
    }

    [Fact]
    public async Task The_description_is_served()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        JsonObject served = await app.GetAsync("api/openapi.json");
        Assert.Equal("OcrFunctions", (string?)served["info"]!["title"]);
    }

    private static IEnumerable<string> Routes(MethodInfo method)
    {
        HttpTriggerAttribute? trigger = Trigger(method);
        string? name = method.GetCustomAttribute<FunctionAttribute>()?.Name;
        // The routes outside the API are the start page's, which are not described.
        return trigger?.Route?.StartsWith(OcrFunctions.Http.Routes.Prefix, StringComparison.Ordinal) == true
            ? trigger.Methods!.Where(verb => verb != Head).Select(
                verb => $"{verb} /{Constraint().Replace(trigger.Route[OcrFunctions.Http.Routes.Prefix.Length..], "}")} {name}")
            : [];
    }

    private static HttpTriggerAttribute? Trigger(MethodInfo method) => method.GetParameters()
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(one => one is not null);

    [GeneratedRegex(@"#/components/schemas/(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@":[^}]+\}")]
    private static partial Regex Constraint();
}
