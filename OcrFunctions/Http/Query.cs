using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Http;

/// <summary>Reads query parameters; malformed values are rejected, not guessed at.</summary>
internal static class Query
{
    private const string ContinuationKey = "continuation";

    public static bool TryNumber(HttpRequest request, string key, int min, int max, int defaultValue, out int number,
        [NotNullWhen(false)] out IActionResult? problem)
    {
        problem = null;
        string text = request.Query[key].ToString();
        number = defaultValue;
        if (text.Length == 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= min && number <= max))
            return true;
        problem = HttpResults.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption,
            $"'{key}' must be a whole number from {min} to {max}.");
        return false;
    }

    /// <summary>Where a list continues; null for its beginning.</summary>
    public static string? Continuation(HttpRequest request) =>
        request.Query[ContinuationKey].ToString() is { Length: > 0 } given ? given : null;

    /// <summary>This request's URL with another continuation; null after the last part of a list.</summary>
    public static string? NextLink(ApiAddress address, HttpRequest request, string? continuation)
    {
        if (continuation is null)
            return null;
        var query = request.Query.Where(parameter => parameter.Key != ContinuationKey)
            .Append(KeyValuePair.Create(ContinuationKey, new StringValues(continuation)));
        return address.Of(request, QueryString.Create(query));
    }

    public static bool TryFlag(HttpRequest request, string key, bool defaultValue, out bool flag,
        [NotNullWhen(false)] out IActionResult? problem)
    {
        problem = null;
        string text = request.Query[key].ToString();
        flag = defaultValue;
        if (text.Length == 0 || bool.TryParse(text, out flag))
            return true;
        problem = HttpResults.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption, $"'{key}' must be true or false.");
        return false;
    }
}
