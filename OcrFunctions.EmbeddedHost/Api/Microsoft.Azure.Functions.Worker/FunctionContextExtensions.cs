using Microsoft.AspNetCore.Http;
using OcrFunctions.EmbeddedHost.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    /// <summary>The request behind a function with an HTTP trigger; null for other triggers.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpInvocation.HttpContextItem, out object? value) ? value as HttpContext : null;
}
