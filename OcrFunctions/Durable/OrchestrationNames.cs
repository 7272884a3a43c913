namespace OcrFunctions.Durable;

/// <summary>Names of the orchestrations that are started from outside. They are stored in histories, so they never change.</summary>
internal static class OrchestrationNames
{
    public const string OcrDocument = "OcrDocument", CloseDocument = "CloseDocument", RewriteExports = "RewriteExports";
}
