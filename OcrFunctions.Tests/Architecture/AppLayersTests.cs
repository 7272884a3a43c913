namespace OcrFunctions.Tests.Architecture;

/// <summary>The folders of the app, the command line program and the local host are layers.</summary>
public sealed class AppLayersTests
{
    [Fact]
    public void No_folder_of_the_app_imports_one_above_it() => Assert.Empty(
        FolderLayers.Of("OcrFunctions").Check("Hosting", "Durable", "Activities", "Orchestrations", "Triggers", "Http"));

    [Fact]
    public void No_folder_of_the_command_line_program_imports_one_above_it() => Assert.Empty(FolderLayers.Of("OcrFunctions.Cli").Check(
        "Client", "Client/Api", "Client/Servers", "CommandLine/Arguments", "Client/Files", "CommandLine/Output", "CommandLine/Commands",
        "FolderFollower"));

    [Fact]
    public void No_folder_of_the_local_host_imports_one_above_it() => Assert.Empty(FolderLayers.Of("OcrFunctions.LocalHost").Check(
        "Configuration", "Protocol", "Functions", "Logging", "Worker", "Timers", "WebJobs", "Http"));
}
