using System.Globalization;
using System.Text;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// How likely one letter follows another in text of European languages in Latin script. A font whose codes are shifted or scrambled gives
/// letters that never stand together.
/// </summary>
internal static class LetterModel
{
    /// <summary>Pairs of letters below which nothing can be told.</summary>
    private const int MinPairs = 12;

    /// <summary>
    /// Bits of surprise per pair. Text of eight languages has 3.3 to 4.8, scrambled text 5.1 to 8 (docs/decisions/0064).
    /// </summary>
    private const double MaxSurprise = 5;

    private const int Edge = 26, StepsPerBit = 4;

    /// <summary>
    /// Surprise of a letter (column) after another (row), in quarters of a bit as digits of base 62; a to z, and the edge of a word last.
    /// Counted over this project's own documents and samples, which are English and German.
    /// </summary>
    private static readonly string[] Surprise =
    [
        "iOIJiTEZKiQHKAiMiDECNPXiKTD",
        "Giii6iiYJTiDYiBYiIORHeiiEiG",
        "DiRiBih9NiGJUi9WiIPEHiiiRiR",
        "JigQBJSiIiXRYiFSiMHiRiZiQi4",
        "IXKHMQUaOiiMNFaPWCDKWOUOSi6",
        "IggiIOiiCiiPWi9UiEULGiiidi6",
        "IXgi6iQGEidOgKMZiGIUMiiiii8",
        "Aiii4aiiFiiUcREiiMWMTiRibiD",
        "WRHKKPKYiiXGJ8GRiJCAiLiQiRP",
        "BKXXCXXXXXXXXXFDXXCX8XXXXXH",
        "HagS6SQgIggggIagggEXQggggg6",
        "FffG9PYiDiYDYiDWicJLIdfiJiB",
        "AHiJ7igiEiiiJVGIiSOSQgiiaiB",
        "LcIBDTDiLiQSZPEciZHFNUYiSc8",
        "PNJNTFOdSbRKIBNLiBIHEPHWidD",
        "7ieHCWiNHiiFiSHIiENHJiiiSiF",
        "WWWWWWWWWWWWWWWEWWWW1WWWWWW",
        "HSOJ8hTiHiOVSQDYiLHILXXiJi8",
        "KdOWEdiMJiRbZcLRigHCQfUici4",
        "IaYiDdi7GiiYiiFWiLHLOiPiTe8",
        "NLOXHWLXOiiFDAiLiAEDieieiiF",
        "Igag2gagFgggggDgggggggggggT",
        "DiiiDiiA8iifiIBiiKJiiiiiiiD",
        "RbLbCbbbHbbUbbbCbbb5bbbbRbB",
        "YTPiIiWiiiWiOiCNiiFLiidiii2",
        "GXXX6XXXMXXXRXRXXXGX5XXXXXX",
        "CIJKLHQLFUULKJFGXIGBPTGiSfi",
    ];

    /// <summary>Whether words have letters in an order in which no language has them; false where there are too few to tell.</summary>
    public static bool IsScrambled(IEnumerable<string> words)
    {
        (int pairs, double surprise) = Count(words);
        return pairs >= MinPairs && surprise / pairs > MaxSurprise;
    }

    /// <summary>Bits of surprise per pair of letters; 0 where there are none.</summary>
    public static double SurpriseOf(IEnumerable<string> words)
    {
        (int pairs, double surprise) = Count(words);
        return pairs == 0 ? 0 : surprise / pairs;
    }

    /// <summary>Number of pairs and bits of surprise in all of them.</summary>
    private static (int Pairs, double Surprise) Count(IEnumerable<string> words)
    {
        int pairs = 0, surprise = 0, before = Edge;
        foreach (string word in words)
        {
            foreach (char c in word.Normalize(NormalizationForm.FormD))
                if (char.IsAsciiLetter(c))
                    Follow(char.ToLowerInvariant(c) - 'a');
                else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                    End();
            End();
        }

        return (pairs, (double)surprise / StepsPerBit);

        void End()
        {
            if (before != Edge)
                Follow(Edge);
        }

        void Follow(int letter)
        {
            surprise += ValueOf(Surprise[before][letter]);
            pairs++;
            before = letter;
        }
    }

    private static int ValueOf(char digit) => digit switch
    {
        <= '9' => digit - '0',
        <= 'Z' => digit - 'A' + 10,
        _ => digit - 'a' + 36,
    };
}
