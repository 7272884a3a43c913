using System.Diagnostics;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Runs qpdf over a document that a test has made.</summary>
internal static class Qpdf
{
    /// <summary>A copy that wants these passwords; an empty user password opens for everybody.</summary>
    public static string Encrypt(TestDocuments documents, string pdf, string user, string owner, int bits = 256)
    {
        string target = documents.NewPath("pdf");
        string[] weak = bits < 256 ? ["--allow-weak-crypto"] : [];
        using Process process = Process.Start(new ProcessStartInfo("qpdf", [.. weak, "--encrypt", user, owner, $"{bits}", "--", pdf, target]) { RedirectStandardError = true })!;
        string complaints = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? target : throw new InvalidOperationException($"qpdf could not encrypt the test document: {complaints}");
    }
}
