using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.Http;

/// <summary><c>GET /</c>: the start page. Anonymous, because a browser has no key at first; the page's API requests require one.</summary>
public static class GetStartPage
{
    [Function(nameof(GetStartPage))]
    public static IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.StartPage)] HttpRequest request) =>
        StartPageFiles.Serve(request.HttpContext.Response, StartPageFiles.Page);
}
