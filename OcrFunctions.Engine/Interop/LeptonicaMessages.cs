using System.Runtime.InteropServices;
using System.Text;

namespace OcrFunctions.Engine.Interop;

/// <summary>Leptonica's error messages: kept, so that a failed call can give the reason, instead of printed.</summary>
internal static unsafe class LeptonicaMessages
{
    private const int MaxLength = 1_000;

    private static readonly Lock Gate = new();
    private static readonly StringBuilder Messages = new();

    public static void Capture()
    {
        _ = Libleptonica.setMsgSeverity(Libleptonica.L_SEVERITY_ERROR);
        Libleptonica.leptSetStderrHandler(&OnMessage);
    }

    /// <summary>Call it before an operation that may fail, so that older messages are not taken for the reason.</summary>
    public static void Clear()
    {
        lock (Gate)
            Messages.Clear();
    }

    /// <summary>The messages since <see cref="Clear"/>, on one line.</summary>
    public static string Text()
    {
        lock (Gate)
            return Messages.ToString().Trim().ReplaceLineEndings("; ");
    }

    [UnmanagedCallersOnly]
    private static void OnMessage(byte* message) => Add(message);

    private static void Add(byte* message)
    {
        string text = Marshal.PtrToStringUTF8((nint)message) ?? "";
        lock (Gate)
            Messages.Append(text, 0, Math.Min(text.Length, Math.Max(0, MaxLength - Messages.Length)));
    }
}
