using System.Globalization;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>How large a custom status may be.</summary>
internal static class CustomStatusLimit
{
    /// <summary>UTF-16 characters of the escaped JSON: 16 KB.</summary>
    public const int Characters = 8192;

    public static ArgumentException Exceeded(string json) =>
        new(string.Create(CultureInfo.InvariantCulture, $"CustomStatus is too large: limit = 16 KB (UTF-16), actual = {json.Length * 2 / 1024.0:F2} KB."));
}
