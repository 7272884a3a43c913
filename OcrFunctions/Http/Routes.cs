namespace OcrFunctions.Http;

/// <summary>
/// Routes. The prefix stands here and not in host.json, because a prefix there is every function's, and the start page has the root: see
/// docs/decisions/0012-the-start-page-has-the-root.md.
/// </summary>
internal static class Routes
{
    public const string Prefix = "api/";

    public const string Documents = Prefix + "documents";

    public const string Document = Documents + "/{id}";

    /// <summary>
    /// Not the names that have routes of their own: of two routes that match, the real host takes the function whose name comes first, and its
    /// name comes before theirs.
    /// </summary>
    public const string Export = Document + "/{format:regex(^(?!pages$|corrections$))}";

    public const string Pages = Document + "/pages";

    public const string Page = Pages + "/{number:int}";

    public const string PageImage = Page + "/image";

    public const string Corrections = Document + "/corrections";

    public const string Correction = Corrections + "/{key}";

    public const string Cancel = Document + "/cancel";

    public const string Requeue = Document + "/requeue";

    public const string OpenApi = Prefix + "openapi.json";

    public const string Languages = Prefix + "languages";

    public const string Live = Prefix + "health/live";

    public const string Ready = Prefix + "health/ready";

    public const string DeadLetters = Prefix + "deadletters";

    public const string RequeueDeadLetter = DeadLetters + "/{id}/requeue";

    /// <summary>
    /// The root itself. An empty route would be the function's name on the real host, so this is a parameter that is not there and may not be:
    /// it matches <c>/</c> and nothing else.
    /// </summary>
    public const string StartPage = "{nothing:maxlength(0)?}";

    /// <summary>What the start page loads.</summary>
    public const string StartPageFile = "page/{name}";
}
