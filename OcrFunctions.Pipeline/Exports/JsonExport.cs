using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// The whole result as JSON, by the schema in <c>docs/schema/document.schema.json</c>: the document's properties, then its pages with
/// every word, then the engines that recognized them. It is written page by page.
/// </summary>
internal sealed class JsonExport(Stream output) : IPageExport
{
    public static readonly ExportFormat Format =
        new("json", "document.json", "application/json; charset=utf-8", "JSON") { Create = (output, _) => new JsonExport(output) };

    /// <summary>Version of the schema: the first number changes with breaking changes.</summary>
    public const string SchemaVersion = "2.6";

    /// <summary>The engines that recognized the pages, each once: the app may have been updated between two of them.</summary>
    private readonly Dictionary<string, RecognitionEngine> _engines = [];

    private readonly Utf8JsonWriter _json = new(output, new JsonWriterOptions { Encoder = PipelineJson.Options.Encoder });

    public Task BeginAsync(ExportDocument document)
    {
        DocumentStatusBody body = DocumentStatusBody.Of(document.Id, document.Row);
        _json.WriteStartObject();
        _json.WriteString("schemaVersion", SchemaVersion);
        _json.WriteNumber("resultVersion", document.ResultVersion);
        foreach (JsonProperty property in JsonSerializer.SerializeToElement(body, PipelineJson.Options).EnumerateObject())
            property.WriteTo(_json);
        Write("source", new ExportSource(document.Row.Kind, document.Row.SourceLength, document.Row.ContentSha256));
        WriteOptions(document.Row.GetOptions());
        _json.WriteStartArray("pages");
        return Task.CompletedTask;
    }

    public async Task PageAsync(PageLayout layout)
    {
        PageResult page = layout.Page;
        if (page.Engine is { } engine)
            _engines.TryAdd(JsonSerializer.Serialize(engine, PipelineJson.Options), engine);
        JsonSerializer.Serialize(_json, page, PipelineJson.Options);
        await _json.FlushAsync();
    }

    public async Task EndAsync()
    {
        _json.WriteEndArray();
        Write("engines", _engines.Values);
        _json.WriteEndObject();
        await _json.FlushAsync();
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private void WriteOptions(DocumentOptions options)
    {
        _json.WriteStartObject("options");
        foreach (DocumentOptionDefinition option in DocumentOptions.All.Where(option => option.IsInResults))
        {
            if (option.WriteResult(options) is { } text)
                _json.WriteString(option.Key, text);
        }

        _json.WriteEndObject();
    }

    private void Write<T>(string name, T value)
    {
        _json.WritePropertyName(name);
        JsonSerializer.Serialize(_json, value, PipelineJson.Options);
    }

    /// <param name="Kind">Kind of the file, detected from its content.</param>
    /// <param name="Length">Bytes.</param>
    /// <param name="Sha256">Of its bytes, lower-case hex.</param>
    private sealed record ExportSource(DocumentKind? Kind, long? Length, string? Sha256);
}
