using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>The JSON conforms to its schema, and the schema has nothing that the JSON does not have.</summary>
public sealed class DocumentSchemaTests
{
    private static readonly string File = Repository.File("docs", "schema", "document.schema.json");

    [Fact]
    public async Task A_document_with_every_field_is_valid()
    {
        string json = await WriteAsync(ExportSamples.FullPage(), ExportSamples.Page(2, blocks: "plain"), ExportSamples.FailedPage(3));
        Assert.Empty((await SchemaAsync()).Validate(json));
    }

    [Theory]
    [InlineData("\"percent\":", "\"perCent\":")]
    [InlineData("\"offset\":0", "\"offset\":-1")]
    [InlineData("\"unit\":\"inch\"", "\"unit\":\"cm\"")]
    [InlineData("\"schemaVersion\":\"" + JsonExport.SchemaVersion + "\"", "\"schemaVersion\":\"1.1\"")]
    [InlineData("\"sha256\":\"aaaa", "\"sha256\":\"AAAA")]
    public async Task The_schema_rejects_invalid_documents(string right, string wrong)
    {
        string json = await WriteAsync(ExportSamples.FullPage());
        Assert.Contains(right, json);
        Assert.NotEmpty((await SchemaAsync()).Validate(json.Replace(right, wrong)));
    }

    [Fact]
    public async Task A_document_with_every_field_has_every_property_of_the_schema()
    {
        JsonNode document = JsonNode.Parse(await WriteAsync(ExportSamples.FullPage(), ExportSamples.FailedPage(2)))!;
        JsonObject schema = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken))!.AsObject();
        Assert.Empty(schema["properties"]!.AsObject().Select(p => p.Key).Except(document.AsObject().Select(p => p.Key)));
        IEnumerable<string> onPages = document["pages"]!.AsArray().SelectMany(page => page!.AsObject().Select(p => p.Key));
        Assert.Equal(schema["definitions"]!["page"]!["properties"]!.AsObject().Select(p => p.Key).Order(), onPages.Distinct().Order());
    }

    [Fact]
    public async Task Each_engine_of_the_pages_is_listed_once()
    {
        PageResult one = ExportSamples.FullPage(), other = one with { Page = 3, Engine = ExportSamples.Tesseract("b") };
        JsonNode document =
            JsonNode.Parse(
                await WriteAsync(one, one with { Page = 2, Engine = ExportSamples.Tesseract("a") }, other, ExportSamples.FailedPage(4)))!;
        Assert.Equal(["a", "b"], document["engines"]!.AsArray().Select(engine => ((string)engine!["models"]![0]!["sha256"]!)[..1]));
        Assert.Empty((await SchemaAsync()).Validate(document.ToJsonString()));
    }

    [Fact]
    public async Task The_options_of_the_results_are_those_of_the_schema()
    {
        JsonNode document = JsonNode.Parse(await WriteAsync(ExportSamples.FullPage()))!;
        JsonNode schema = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken))!;

        var expected = new JsonObject { ["language"] = "deu+eng", ["priority"] = "high", ["pages"] = "1-3", ["mode"] = "auto" };
        Assert.True(JsonNode.DeepEquals(expected, document["options"]), document["options"]!.ToJsonString());
        Assert.Equal(
            DocumentOptions.All.Where(option => option.IsInResults).Select(option => option.Key).Order(),
            schema["definitions"]!["options"]!["properties"]!.AsObject().Select(property => property.Key).Order());
    }

    [Theory]
    [InlineData(typeof(PageResult), "page")]
    [InlineData(typeof(PageWord), "word")]
    [InlineData(typeof(PageLine), "line")]
    [InlineData(typeof(PageBlock), "block")]
    [InlineData(typeof(TextSpan), "span")]
    [InlineData(typeof(PageOrientation), "orientation")]
    [InlineData(typeof(RecognitionPass), "pass")]
    [InlineData(typeof(UnreadRegion), "unreadRegion")]
    [InlineData(typeof(RecognitionEngine), "engine")]
    [InlineData(typeof(RecognitionModel), "model")]
    [InlineData(typeof(PageWarning), "warning")]
    [InlineData(typeof(OcrWarning), "warning")]
    [InlineData(typeof(OcrError), "error")]
    [InlineData(typeof(DocumentProgress), "progress")]
    [InlineData(typeof(DocumentConfidence), "documentConfidence")]
    public void Every_property_of_the_code_is_in_the_schema_and_no_other(Type type, string definition)
    {
        using var schema = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        IEnumerable<string> listed =
            schema.RootElement.GetProperty("definitions").GetProperty(definition).GetProperty("properties").EnumerateObject()
                .Select(p => p.Name);
        IEnumerable<string> written =
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        Assert.Equal(written.Order(), listed.Order());
    }

    [Fact]
    public void Every_property_is_described_and_every_object_is_closed()
    {
        using var schema = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        var wanting = new List<string>();
        Look(schema.RootElement, "document", schema.RootElement, wanting);
        Assert.Empty(wanting);
    }

    private static void Look(JsonElement schema, string path, JsonElement root, List<string> wanting)
    {
        JsonElement target =
            schema.TryGetProperty("$ref", out JsonElement reference)
                ? root.GetProperty("definitions").GetProperty(reference.GetString()!.Split('/')[^1]) : schema;
        if (!target.TryGetProperty("description", out _))
            wanting.Add($"{path} is not described");
        if (target.TryGetProperty("properties", out JsonElement properties))
        {
            if (!target.TryGetProperty("additionalProperties", out JsonElement more) || more.ValueKind != JsonValueKind.False)
                wanting.Add($"{path} is open");
            foreach (JsonProperty property in properties.EnumerateObject())
                Look(property.Value, $"{path}.{property.Name}", root, wanting);
        }

        if (target.TryGetProperty("items", out JsonElement items) && items.TryGetProperty("$ref", out _))
            Look(items, path + "[]", root, wanting);
    }

    private static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(File);

    private static Task<string> WriteAsync(params PageResult[] pages) =>
        ExportSamples.WriteAsync(output => new JsonExport(output), ExportSamples.Row(), pages);
}
