using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// Apache PDFBox's validator of PDF/A-1b, from Debian's packages: no validator of PDF/A-2 is to be had there. What the second part of the
/// standard allows and the first does not is left out of its complaints.
/// </summary>
internal static partial class Preflight
{
    private const string Jars = "/usr/share/java";

    private static readonly string[] Needed = ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api"];

    /// <summary>Complaints that are none under PDF/A-2: the claim itself, transparency, JPEG 2000, subsets of fonts without a list of their glyphs, dates that are told twice.</summary>
    private static readonly string[] OfFirstPartOnly = ["7.11.1 ", "7.11.2 ", "7.11.3 ", "7.2 ", "2.2.1 ", "2.2.2 ", "4.1.1 ", "1.2.12 ", "3.1.11 "];

    /// <summary>Why it cannot be asked; null where it can.</summary>
    public static string? Missing { get; } = !OperatingSystem.IsLinux() || !File.Exists("/usr/bin/java")
        ? "there is no Java here"
        : Needed.FirstOrDefault(jar => !File.Exists($"{Jars}/{jar}.jar")) is { } missing ? $"{missing}.jar is not installed" : null;

    /// <summary>What it finds wrong with a PDF/A-2.</summary>
    public static IReadOnlyList<string> Complaints(string pdf)
    {
        string[] arguments = ["-cp", string.Join(':', Needed.Select(jar => $"{Jars}/{jar}.jar")), "org.apache.pdfbox.preflight.Validator_A1b", pdf];
        using Process process = Process.Start(new ProcessStartInfo("java", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // Every PDF/A-2 is refused, if only for its claim: an answer without one is none.
        string[] found = [.. Complaint().Matches(output).Select(one => one.Value.Trim())];
        return found.Length > 0 ? [.. found.Where(one => !OfFirstPartOnly.Any(one.StartsWith))] : throw new InvalidOperationException($"The validator gave no answer: {output} {errors.Result}");
    }

    [GeneratedRegex(@"^\d+(\.\d+)* : .*$", RegexOptions.Multiline)]
    private static partial Regex Complaint();
}
