namespace OcrFunctions.Http;

/// <summary>Routes below the prefix that host.json sets (<c>api</c>).</summary>
internal static class Routes
{
    public const string Documents = "documents";

    public const string Document = Documents + "/{id}";

    public const string Export = Document + "/{format}";

    public const string Pages = Document + "/pages";

    public const string Page = Pages + "/{number:int}";

    public const string PageImage = Page + "/image";

    public const string Corrections = Document + "/corrections";

    public const string Correction = Corrections + "/{key}";

    public const string Cancel = Document + "/cancel";

    public const string Requeue = Document + "/requeue";

    public const string OpenApi = "openapi.json";

    public const string DeadLetters = "deadletters";

    public const string RequeueDeadLetter = DeadLetters + "/{id}/requeue";
}
