namespace OcrFunctions.Benchmarks.Accuracy;

/// <summary>Longest common subsequence of two texts.</summary>
internal static class TextAlignment
{
    /// <summary>Which elements of two sequences belong to their longest common subsequence.</summary>
    /// <param name="one">A sequence.</param>
    /// <param name="other">Another; at most 100 million pairs of elements.</param>
    /// <param name="inOther">For each element of the other.</param>
    /// <returns>For each element of the first.</returns>
    public static bool[] Common(string[] one, string[] other, out bool[] inOther)
    {
        int[,] length = new int[one.Length + 1, other.Length + 1];
        for (int i = one.Length - 1; i >= 0; i--)
            for (int j = other.Length - 1; j >= 0; j--)
                length[i, j] = one[i] == other[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        bool[] inOne = new bool[one.Length];
        inOther = new bool[other.Length];
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
            if (one[i] == other[j])
                (inOne[i++], inOther[j++]) = (true, true);
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        return inOne;
    }
}
