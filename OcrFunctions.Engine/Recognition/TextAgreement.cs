namespace OcrFunctions.Engine.Recognition;

/// <summary>Compares two texts letter by letter.</summary>
internal static class TextAgreement
{
    /// <summary>Longer texts are compared by their beginnings: the effort grows with the square.</summary>
    private const int MaxLength = 400;

    /// <summary>
    /// 1 less the edit distance over the longer length: 1 for the same text, near 0 for texts that have nothing in common.
    /// </summary>
    public static double Of(string a, string b)
    {
        (a, b) = (a[..Math.Min(a.Length, MaxLength)], b[..Math.Min(b.Length, MaxLength)]);
        if (a.Length == 0 && b.Length == 0)
            return 1;
        int[] above = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int best = Math.Min(Math.Min(above[j], above[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, above[j]) = (above[j], best);
            }
        }

        return 1 - (double)above[b.Length] / Math.Max(a.Length, b.Length);
    }
}
