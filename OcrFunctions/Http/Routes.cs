using OcrFunctions.Pipeline.Api;

namespace OcrFunctions.Http;

/// <summary>
/// Routes. The prefix is here and not in host.json, because a prefix there applies to every function, and the start page has the root: see
/// docs/decisions/0012-the-start-page-has-the-root.md.
/// </summary>
internal static class Routes
{
    public const string Prefix = ApiRoutes.Prefix;

    public const string Documents = ApiRoutes.Documents;

    public const string Document = Documents + "/{id}";

    /// <summary>
    /// Excludes the names that have routes of their own: of two matching routes, the real host takes the function whose name comes first,
    /// and its name comes before theirs.
    /// </summary>
    public const string Export = Document + "/{format:regex(^(?!pages$|corrections$))}";

    public const string Pages = Document + "/pages";

    public const string Page = Pages + "/{number:int}";

    public const string PageImage = Page + "/image";

    public const string Corrections = Document + "/corrections";

    public const string Correction = Corrections + "/{key}";

    public const string Cancel = Document + "/cancel";

    public const string Requeue = Document + "/" + ApiRoutes.RequeueSegment;

    public const string OpenApi = Prefix + "openapi.json";

    public const string Languages = Prefix + "languages";

    public const string Live = ApiRoutes.Live;

    public const string Ready = ApiRoutes.Ready;

    public const string DeadLetters = ApiRoutes.DeadLetters;

    public const string RequeueDeadLetter = DeadLetters + "/{id}/" + ApiRoutes.RequeueSegment;

    /// <summary>
    /// The root itself. An empty route would be the function's name on the real host, so this is an optional parameter that is never
    /// present: it matches only <c>/</c>.
    /// </summary>
    public const string StartPage = "{nothing:maxlength(0)?}";

    /// <summary>Files that the start page loads.</summary>
    public const string StartPageFile = "page/{name}";
}
