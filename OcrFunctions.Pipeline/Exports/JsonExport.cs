using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// The whole result as JSON, by the schema in <c>docs/schema/document.schema.json</c>: what is known of the document, then its pages with
/// every word, then what they were recognised by. It is written page by page.
/// </summary>
internal sealed class JsonExport(Stream output) : IPageExport
{
    /// <summary>Version of the schema: the first number changes when a reader of the one before would go wrong.</summary>
    public const string SchemaVersion = "1.1";

    /// <summary>What the pages were recognised by, each once: the app may have been renewed between two of them.</summary>
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
        Write("options", new ExportOptions(document.Row.Language, document.Row.Priority.ToLowerInvariant(), document.Row.Pages));
        _json.WriteStartArray("pages");
        return Task.CompletedTask;
    }

    public async Task PageAsync(PageResult page)
    {
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

    private void Write<T>(string name, T value)
    {
        _json.WritePropertyName(name);
        JsonSerializer.Serialize(_json, value, PipelineJson.Options);
    }

    /// <param name="Kind">What the file is, told by its content.</param>
    /// <param name="Length">Bytes.</param>
    /// <param name="Sha256">Of its bytes, lower-case hex.</param>
    private sealed record ExportSource(string? Kind, long? Length, string? Sha256);

    /// <param name="Language">Tesseract codes joined by <c>+</c>.</param>
    /// <param name="Priority"><c>high</c>, <c>normal</c> or <c>low</c>.</param>
    /// <param name="Pages">Page ranges that were asked for.</param>
    private sealed record ExportOptions(string Language, string Priority, string? Pages);
}
