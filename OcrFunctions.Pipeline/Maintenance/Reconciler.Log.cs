using Microsoft.Extensions.Logging;

namespace OcrFunctions.Pipeline.Maintenance;

public sealed partial class Reconciler
{
    [LoggerMessage(LogLevel.Information, "Reconciled: {Repairs}.")]
    private partial void Repaired(Repairs repairs);

    [LoggerMessage(LogLevel.Error, "Document {Id} could not be reconciled.")]
    private partial void RepairFailed(Exception exception, string id);

    [LoggerMessage(LogLevel.Error, "Document {Id} could not be closed after {Attempts} attempts.")]
    private partial void CannotClose(string id, int attempts);
}
