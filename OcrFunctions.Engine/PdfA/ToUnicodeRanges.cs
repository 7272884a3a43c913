using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OcrFunctions.Engine.PdfA;

/// <summary>
/// Expands the ranges in a font's ToUnicode map to single entries: Ghostscript 10.00 adds up the bytes of a range's target, so that a
/// ligature or a whole alphabet beyond Latin would come out as other letters.
/// </summary>
internal static partial class ToUnicodeRanges
{
    /// <summary>A map with more entries than there are codes is not valid and stays as it is.</summary>
    private const int MaxEntries = 70_000;

    /// <summary>Maximum number of entries in a section of a map.</summary>
    private const int MaxInSection = 100;

    /// <returns>The map with single entries; null where it has no ranges, or some that cannot be parsed.</returns>
    public static string? Expand(string map)
    {
        int entries = 0;
        bool cannotParse = false;
        string expanded = Section().Replace(map, section =>
        {
            List<string> lines = [];
            foreach (Match range in Range().Matches(section.Groups[1].Value))
            {
                if (Lines(range) is not { } expandedRange || (entries += expandedRange.Count) > MaxEntries)
                {
                    cannotParse = true;
                    return section.Value;
                }

                lines.AddRange(expandedRange);
            }

            return string.Concat(lines
                .Chunk(MaxInSection)
                .Select(chunk => $"{chunk.Length} beginbfchar\n{string.Join('\n', chunk)}\nendbfchar\n"));
        });
        return cannotParse || entries == 0 ? null : expanded;
    }

    private static List<string>? Lines(Match range)
    {
        string first = range.Groups[1].Value, last = range.Groups[2].Value;
        int length = first.Length;
        if (length is not (2 or 4) || last.Length != length)
            return null;
        int from = int.Parse(first, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        int to = int.Parse(last, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        string[]? targets = range.Groups[4].Success
            ? [.. Hexadecimal().Matches(range.Groups[4].Value).Select(one => one.Groups[1].Value)]
            : null;
        if (to < from || (targets is not null && targets.Length <= to - from))
            return null;
        var lines = new List<string>();
        for (int i = 0; i <= to - from; i++)
        {
            if ((targets is null ? Next(range.Groups[3].Value, i) : targets[i]) is not { } target)
                return null;
            lines.Add($"<{(from + i).ToString(length == 2 ? "X2" : "X4", CultureInfo.InvariantCulture)}> <{target}>");
        }

        return lines;
    }

    /// <summary>The target of a range's start, this many codes later: its last two bytes count up.</summary>
    private static string? Next(string target, int by)
    {
        if (target.Length is 0 or > 512 || target.Length % 2 != 0)
            return null;
        byte[] bytes = Convert.FromHexString(target);
        if (bytes.Length == 1)
            return (bytes[0] + by).ToString("X4", CultureInfo.InvariantCulture);
        Span<byte> end = bytes.AsSpan(bytes.Length - 2);
        int value = BinaryPrimitives.ReadUInt16BigEndian(end) + by;
        if (value > ushort.MaxValue)
            return null;
        BinaryPrimitives.WriteUInt16BigEndian(end, (ushort)value);
        return Convert.ToHexString(bytes);
    }

    [GeneratedRegex(@"\d+\s+beginbfrange(.*?)endbfrange\s*", RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>\s*(?:<\s*([0-9A-Fa-f]+)\s*>|\[([^\]]*)\])")]
    private static partial Regex Range();

    [GeneratedRegex(@"<\s*([0-9A-Fa-f]+)\s*>")]
    private static partial Regex Hexadecimal();
}
