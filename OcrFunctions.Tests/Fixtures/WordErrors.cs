namespace OcrFunctions.Tests.Fixtures;

/// <summary>Distance of a text from the ground truth, word by word.</summary>
internal static class WordErrors
{
    /// <returns>Words inserted, left out and changed (Levenshtein's distance), as a share of the ground truth's words.</returns>
    public static double Share(string truth, string read)
    {
        string[] expected = Words(truth), actual = Words(read);
        int[] row = [.. Enumerable.Range(0, actual.Length + 1)];
        for (int i = 1; i <= expected.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= actual.Length; j++)
            {
                int kept = diagonal + (expected[i - 1] == actual[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(kept, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return (double)row[^1] / expected.Length;
    }

    /// <returns>Words of the ground truth that were not read, or words read that are not in it if those are more, as a share of the ground
    /// truth's words; order is ignored.</returns>
    public static double WithoutOrder(string truth, string read)
    {
        string[] expected = Words(truth);
        Dictionary<string, int> left = expected.CountBy(word => word).ToDictionary();
        int unexpected = 0;
        foreach (string word in Words(read))
        {
            if (left.GetValueOrDefault(word) == 0)
                unexpected++;
            else
                left[word]--;
        }

        return (double)Math.Max(unexpected, left.Values.Sum()) / expected.Length;
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
