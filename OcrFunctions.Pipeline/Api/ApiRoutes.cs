namespace OcrFunctions.Pipeline.Api;

/// <summary>Paths of the HTTP API that are also used by its clients in this product; none begins with a slash.</summary>
public static class ApiRoutes
{
    /// <summary>Prefix of every path of the API.</summary>
    public const string Prefix = "api/";

    /// <summary>Documents, relative to the API's address.</summary>
    public const string DocumentsSegment = "documents";

    /// <summary>Dead letters, relative to the API's address.</summary>
    public const string DeadLettersSegment = "deadletters";

    /// <summary>Last segment of a path that requeues something.</summary>
    public const string RequeueSegment = "requeue";

    /// <summary>Documents.</summary>
    public const string Documents = Prefix + DocumentsSegment;

    /// <summary>Dead letters.</summary>
    public const string DeadLetters = Prefix + DeadLettersSegment;

    /// <summary>Liveness: answers while the process is running.</summary>
    public const string Live = Prefix + "health/live";

    /// <summary>Readiness: whether documents can be read.</summary>
    public const string Ready = Prefix + "health/ready";

    /// <summary>One document.</summary>
    public static string Document(string id) => $"{Documents}/{id}";

    /// <summary>A document's results in one format.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="format">Name of the format.</param>
    public static string Export(string id, string format) => $"{Documents}/{id}/{format}";

    /// <summary>Requeues a document.</summary>
    public static string Requeue(string id) => $"{Documents}/{id}/{RequeueSegment}";
}
