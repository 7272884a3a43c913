using Microsoft.Extensions.Logging;

namespace OcrFunctions.Pipeline.Results;

public sealed partial class DocumentFinisher
{
    [LoggerMessage(LogLevel.Information, "{Name} ({Id}) ended: {Status}, {Done} pages read, {Failed} failed.")]
    private partial void Ended(string name, string id, string status, int done, int failed);
}
