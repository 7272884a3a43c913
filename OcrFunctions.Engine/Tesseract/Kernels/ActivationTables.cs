namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>
/// Tesseract's tables of tanh and of the logistic function for arguments from 0 to 16 in steps of 1/256, between which it interpolates
/// linearly. Here each value is followed by its difference to the next one.
/// </summary>
internal static unsafe class ActivationTables
{
    /// <summary>Steps for each unit of the argument, <c>kScaleFactor</c>.</summary>
    public const float Steps = 256;

    /// <summary>From this index on the value is 1, <c>kTableSize - 1</c>.</summary>
    public const int LastIndex = 4095;

    // Native memory for the process's life: vectors gather from it.
    private static readonly AlignedBuffer<float> TanhTable = Fill(Math.Tanh);
    private static readonly AlignedBuffer<float> LogisticTable = Fill(x => 1 / (1 + Math.Exp(-x)));

    public static float* Tanh => TanhTable.Pointer;

    public static float* Logistic => LogisticTable.Pointer;

    private static AlignedBuffer<float> Fill(Func<double, double> function)
    {
        float[] values = [.. Enumerable.Range(0, LastIndex + 1).Select(i => (float)function(i / (double)Steps))];
        var table = new AlignedBuffer<float>(2 * values.Length);
        for (int i = 0; i < LastIndex; i++)
            (table.Pointer[2 * i], table.Pointer[2 * i + 1]) = (values[i], values[i + 1] - values[i]);
        (table.Pointer[2 * LastIndex], table.Pointer[2 * LastIndex + 1]) = (1, 0);
        return table;
    }
}
