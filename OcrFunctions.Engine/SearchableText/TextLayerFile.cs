using System.Text.Json;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>Reads the pages of a text layer one by one.</summary>
internal static class TextLayerFile
{
    public static IEnumerable<TextLayerPage> Read(string path) => File.ReadLines(path).Select(line =>
        JsonSerializer.Deserialize<TextLayerPage>(line, ProtocolJson.Options)
            ?? throw new JsonException("A page of the text layer is null."));
}
