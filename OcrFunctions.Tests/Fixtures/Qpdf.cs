using System.Diagnostics;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>Runs qpdf on a document that a test has made.</summary>
internal static class Qpdf
{
    /// <summary>A copy with these passwords; with an empty user password none is required to open it.</summary>
    public static string Encrypt(TestDocuments documents, string pdf, string user, string owner, int bits = 256)
    {
        string target = documents.NewPath("pdf");
        string[] weak = bits < 256 ? ["--allow-weak-crypto"] : [];
        using Process process =
            Process.Start(
                new ProcessStartInfo("qpdf",
                    [.. weak, "--encrypt", user, owner, $"{bits}", "--", pdf, target])
                { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? target : throw new InvalidOperationException($"qpdf could not encrypt the test document: {errors}");
    }
}
