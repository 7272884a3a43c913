namespace OcrFunctions.Pipeline.Api;

/// <summary>Parameters of an upload that are not options of the document.</summary>
public static class ApiParameters
{
    /// <summary>Name of the document.</summary>
    public const string Name = "name";

    /// <summary>The password of an encrypted PDF: only in a form, since URLs end up in logs.</summary>
    public const string Password = "password";
}
