namespace OcrFunctions.Engine.SecondReading;

/// <summary>Chinese characters.</summary>
internal static class HanCharacters
{
    /// <summary>Whether a text has one of the ideographs in Unicode's basic plane, or their iteration mark or zero.</summary>
    public static bool AreIn(string text) =>
        text.Any(character => character is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or '々' or '〇');
}
