using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.Http;

/// <summary><c>GET /</c>: the start page. Anonymous, for a browser has no key when it comes; what the page asks the API for wants one.</summary>
public static class GetStartPage
{
    [Function(nameof(GetStartPage))]
    public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.StartPage)] HttpRequest request) =>
        StartPageFiles.Answer(request.HttpContext.Response, StartPageFiles.Page);
}
