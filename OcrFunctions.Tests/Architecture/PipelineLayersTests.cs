namespace OcrFunctions.Tests.Architecture;

/// <summary>The folders of the pipeline are layers.</summary>
public sealed class PipelineLayersTests
{
    private static readonly FolderLayers Pipeline = FolderLayers.Of("OcrFunctions.Pipeline");

    private static readonly string[] BottomToTop =
    [
        "Telemetry", "Errors", "Configuration", "Infrastructure", "Api", "Storage", "Secrets", "Pages", "Documents", "Engines", "Languages",
        "Intake", "Sources", "Cancellation", "Inspection", "Recognition", "Review", "Exports", "DeadLetters", "Results",
        "Lifecycle", "Maintenance", "Health",
    ];

    [Fact]
    public void No_folder_imports_one_above_it() => Assert.Empty(Pipeline.Check(BottomToTop));

    [Fact]
    public void Only_the_registration_and_the_check_of_the_settings_are_above_the_folders() =>
        Assert.Equal(["OcrOptionsCheck.cs", "PipelineServices.cs"], Pipeline.Files.Where(file => !file.Contains('/')).Order());
}
