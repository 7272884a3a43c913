using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// Apache PDFBox's validator of PDF/A-1b, from Debian's packages: no validator of PDF/A-2 is available there. What the second part of the
/// standard allows and the first does not is removed from its findings.
/// </summary>
internal static partial class Preflight
{
    private const string Jars = "/usr/share/java";

    private static readonly string[] RequiredJars =
        ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api"];

    /// <summary>
    /// Findings that do not apply to PDF/A-2: the claim itself, transparency, JPEG 2000, font subsets without a list of their glyphs,
    /// duplicate dates.
    /// </summary>
    private static readonly string[] OfFirstPartOnly =
        ["7.11.1 ", "7.11.2 ", "7.11.3 ", "7.2 ", "2.2.1 ", "2.2.2 ", "4.1.1 ", "1.2.12 ", "3.1.11 "];

    /// <summary>Why it is not available; null if it is.</summary>
    public static string? Missing { get; } = !OperatingSystem.IsLinux() || !File.Exists("/usr/bin/java")
        ? "there is no Java here"
        : RequiredJars.FirstOrDefault(jar => !File.Exists($"{Jars}/{jar}.jar")) is { } missing ? $"{missing}.jar is not installed" : null;

    /// <summary>What it finds wrong with a PDF/A-2.</summary>
    public static IReadOnlyList<string> Findings(string pdf)
    {
        string[] arguments =
            ["-cp", string.Join(':', RequiredJars.Select(jar => $"{Jars}/{jar}.jar")), "org.apache.pdfbox.preflight.Validator_A1b", pdf];
        using Process process =
            Process.Start(new ProcessStartInfo("java", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // Every PDF/A-2 is refused, if only for its claim: output without a finding means that it did not run.
        string[] found = [.. Finding().Matches(output).Select(one => one.Value.Trim())];
        return found.Length > 0 ? [.. found.Where(one => !OfFirstPartOnly.Any(one.StartsWith))]
            : throw new InvalidOperationException($"The validator gave no answer: {output} {errors.Result}");
    }

    [GeneratedRegex(@"^\d+(\.\d+)* : .*$", RegexOptions.Multiline)]
    private static partial Regex Finding();
}
