using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using OcrFunctions.Pipeline;

namespace OcrFunctions.Http;

/// <summary>Reads query parameters; what is not of its form is refused, not guessed at.</summary>
internal static class Query
{
    public static bool TryNumber(HttpRequest request, string key, int least, int most, int otherwise, out int number, [NotNullWhen(false)] out IActionResult? problem)
    {
        problem = null;
        string text = request.Query[key].ToString();
        number = otherwise;
        if (text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most))
            return true;
        problem = Answers.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption, $"'{key}' is a whole number from {least} to {most}.");
        return false;
    }

    /// <summary>This request's URL with another continuation; null after the last part of a list.</summary>
    public static string? NextLink(HttpRequest request, string? continuation)
    {
        if (continuation is null)
            return null;
        var query = request.Query.Where(parameter => parameter.Key != "continuation").Append(KeyValuePair.Create("continuation", new StringValues(continuation)));
        return UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, QueryString.Create(query));
    }

    public static bool TryFlag(HttpRequest request, string key, bool otherwise, out bool flag, [NotNullWhen(false)] out IActionResult? problem)
    {
        problem = null;
        string text = request.Query[key].ToString();
        flag = otherwise;
        if (text.Length == 0 || bool.TryParse(text, out flag))
            return true;
        problem = Answers.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption, $"'{key}' is true or false.");
        return false;
    }
}
