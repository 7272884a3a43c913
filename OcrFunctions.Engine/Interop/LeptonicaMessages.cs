using System.Runtime.InteropServices;
using System.Text;

namespace OcrFunctions.Engine.Interop;

/// <summary>What leptonica says of the errors it meets: kept, so that a failed call can say why, instead of printed.</summary>
internal static unsafe class LeptonicaMessages
{
    private const int Kept = 1_000;

    private static readonly Lock Gate = new();
    private static readonly StringBuilder Said = new();

    public static void Collect()
    {
        _ = Libleptonica.setMsgSeverity(Libleptonica.L_SEVERITY_ERROR);
        Libleptonica.leptSetStderrHandler(&Hear);
    }

    /// <summary>Call it before what may fail, so that older messages are not taken for the reason.</summary>
    public static void Forget()
    {
        lock (Gate)
            Said.Clear();
    }

    /// <summary>What was said since <see cref="Forget"/>, on one line.</summary>
    public static string Text()
    {
        lock (Gate)
            return Said.ToString().Trim().ReplaceLineEndings("; ");
    }

    [UnmanagedCallersOnly]
    private static void Hear(byte* message) => Keep(message);

    private static void Keep(byte* message)
    {
        string text = Marshal.PtrToStringUTF8((nint)message) ?? "";
        lock (Gate)
            Said.Append(text, 0, Math.Min(text.Length, Math.Max(0, Kept - Said.Length)));
    }
}
