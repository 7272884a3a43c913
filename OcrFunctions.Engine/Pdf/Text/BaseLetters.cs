namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Latin letters without their accents.</summary>
internal static class BaseLetters
{
    private static readonly Dictionary<char, char> Bases = new[]
    {
        "aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľł", "nñńņň", "oòóôõöøōŏő",
        "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž",
    }.SelectMany(row => row.Skip(1).Select(letter => (letter, row[0]))).ToDictionary(pair => pair.letter, pair => pair.Item2);

    /// <param name="text">In lower case.</param>
    public static string Of(string text) => string.Concat(text.Select(c => Bases.GetValueOrDefault(c, c)));
}
