using System.Globalization;
using System.Text.RegularExpressions;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Durations as users write them: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c>, or plain seconds.</summary>
internal static partial class Durations
{
    /// <summary>Description of what <see cref="Parse"/> reads, for error messages.</summary>
    public const string Form = "a time such as 90s, 15m, 2h or 7d, up to 365d";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <returns>More than zero and at most a year; null for any other text.</returns>
    public static TimeSpan? Parse(string text)
    {
        Match match = Duration().Match(text);
        if (!match.Success || !long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return null;
        long unit = match.Groups[2].Value switch { "m" => 60, "h" => 3_600, "d" => 86_400, _ => 1 };
        return number > 0 && number <= (long)Longest.TotalSeconds / unit ? TimeSpan.FromSeconds(number * unit) : null;
    }

    [GeneratedRegex("^([0-9]{1,9})([smhd]?)$")]
    private static partial Regex Duration();
}
