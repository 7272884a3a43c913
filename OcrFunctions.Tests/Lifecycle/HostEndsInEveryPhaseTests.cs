using System.Text.Json.Nodes;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>
/// A host that is killed in each phase of a document's work. Apart from the other ends, as each waits for a visibility time-out.
/// </summary>
public sealed class HostEndsInEveryPhaseTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(Phase.Queued)]
    [InlineData(Phase.Inspecting)]
    [InlineData(Phase.FanningOut)]
    [InlineData(Phase.Finishing)]
    public async Task A_document_whose_host_ends_is_continued_by_the_next_one(Phase phase)
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, phase);

        await held.RestartAsync();

        // What the killed host had in memory comes back when its visibility time-out of a minute has passed.
        JsonObject end = await held.App.EndAsync(held.Id, TimeSpan.FromMinutes(2));
        Assert.Equal(("Succeeded", 4), ((string?)end["status"], (int)end["progress"]!["pagesDone"]!));
        await held.AssertNothingWorksAsync();
    }
}
