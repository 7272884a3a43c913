namespace OcrFunctions.EmbeddedHost.Http;

/// <summary>What the call of an HTTP function carries besides its parameters.</summary>
internal static class HttpInvocation
{
    /// <summary>Key of the request among the items of the function's context, the same as in the real worker.</summary>
    public const string HttpContextItem = "HttpRequestContext";
}
