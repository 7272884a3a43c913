namespace OcrFunctions.Pipeline.Secrets;

/// <summary>A password cannot be stored: it would be encrypted with the storage account's key, and the app has none.</summary>
public sealed class NoSecretKeyException()
    : InvalidOperationException(
        "Documents with passwords require the setting Ocr__SecretKey where the storage account is accessed with an identity.");
