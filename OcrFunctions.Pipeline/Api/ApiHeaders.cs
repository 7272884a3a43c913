namespace OcrFunctions.Pipeline.Api;

/// <summary>Custom HTTP headers of the API.</summary>
public static class ApiHeaders
{
    /// <summary>The password of an encrypted PDF.</summary>
    public const string Password = "Ocr-Password";
}
