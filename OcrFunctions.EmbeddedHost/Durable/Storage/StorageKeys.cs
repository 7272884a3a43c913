using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>Instance ids as table keys and blob names: ids may hold anything, keys may not.</summary>
internal static class StorageKeys
{
    /// <summary>Longer keys are cut and get a hash; a table key holds 512 characters.</summary>
    private const int Longest = 400;

    /// <summary>One key for one id; an id that begins with another id's text has a key that begins with its key, as far as <see cref="Prefix"/> goes.</summary>
    public static string Escape(string instanceId)
    {
        string escaped = EscapeAll(instanceId);
        if (escaped.Length <= Longest)
            return escaped;
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(instanceId)));
        return string.Concat(escaped.AsSpan(0, Longest), "~", hash);
    }

    /// <summary>What the keys of all ids with this prefix begin with; others may, too.</summary>
    public static string Prefix(string instanceIdPrefix)
    {
        string escaped = EscapeAll(instanceIdPrefix);
        return escaped.Length <= Longest ? escaped : escaped[..Longest];
    }

    private static string EscapeAll(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
                key.Append(c);
            else
                key.Append(CultureInfo.InvariantCulture, $"!{(int)c:x4}");
        }

        return key.ToString();
    }
}
