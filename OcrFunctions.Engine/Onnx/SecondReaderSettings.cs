namespace OcrFunctions.Engine.Onnx;

/// <summary>Which second recognizer the process that started the engine asks for.</summary>
/// <param name="Folder">Folder of the default recognizer's files.</param>
/// <param name="Model">Path of another recognizer's network; empty for the default one.</param>
/// <param name="Characters">Path of its characters.</param>
internal sealed record SecondReaderSettings(string Folder, string Model, string Characters)
{
    /// <summary>
    /// From <c>OCRFUNCTIONS_RECOGNIZERS</c>, <c>OCRFUNCTIONS_SECOND_READER_MODEL</c> and <c>OCRFUNCTIONS_SECOND_READER_CHARACTERS</c>.
    /// </summary>
    public static SecondReaderSettings OfEnvironment() => new(
        Variable("OCRFUNCTIONS_RECOGNIZERS"), Variable("OCRFUNCTIONS_SECOND_READER_MODEL"),
        Variable("OCRFUNCTIONS_SECOND_READER_CHARACTERS"));

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
