using Microsoft.Extensions.Logging;

namespace OcrFunctions.Pipeline.Recognition;

public sealed partial class PageRecognizer
{
    [LoggerMessage(LogLevel.Warning, "Document {Id}, page {Page} failed: {Code}: {Message}")]
    private partial void PageFailed(string id, int page, string code, string message);
}
