namespace OcrFunctions.Tests.Fixtures;

/// <summary>HEIC photos, by whichever encoder is installed: none can be written by hand.</summary>
internal static class HeicTestFile
{
    /// <summary>Why tests that need one are skipped.</summary>
    public const string NoEncoder = "Nothing here encodes HEIC: install libheif-examples, or an ImageMagick that does.";

    private static readonly (string Tool, string[] Before)[] Encoders = [("heif-enc", ["-q", "80", "-o"]), ("magick", []), ("convert", [])];

    /// <summary>Encodes a picture.</summary>
    /// <param name="documents">Where it is written.</param>
    /// <param name="png">Path of the picture.</param>
    /// <returns>Path of the photo; null where nothing encodes it.</returns>
    public static string? Write(TestDocuments documents, string png)
    {
        foreach ((string tool, string[] before) in Encoders.Where(encoder => IsInstalled(encoder.Tool)))
        {
            string heic = documents.NewPath("heic");
            try
            {
                CommandLine.Run(tool, before.Length > 0 ? [.. before, heic, png] : [png, heic]);
            }
            catch (InvalidOperationException e)
            {
                // ImageMagick is often built without a HEVC encoder.
                TestContext.Current.SendDiagnosticMessage(e.Message);
                continue;
            }

            return heic;
        }

        return null;
    }

    private static bool IsInstalled(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
