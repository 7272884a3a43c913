using System.Net;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>
/// Each way of ending a document, in each phase of its work; for the end of its host see <see cref="HostEndsInEveryPhaseTests"/>.
/// </summary>
public sealed class EveryWayIntoAnEndTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(Phase.Queued, 0)]
    [InlineData(Phase.Inspecting, 0)]
    [InlineData(Phase.FanningOut, 1)]
    [InlineData(Phase.Finishing, 4)]
    public async Task A_canceled_document_ends_canceled_and_keeps_what_was_read(Phase phase, int read)
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, phase);

        var (status, body) = await held.App.ActAsync(HttpMethod.Post, $"api/documents/{held.Id}/cancel");
        Assert.Equal((HttpStatusCode.Accepted, held.Id), (status, (string?)body!["id"]));
        if (phase is Phase.Queued or Phase.Finishing)
            held.Release();

        JsonObject end = await held.App.EndAsync(held.Id);
        Assert.Equal(("Canceled", "Canceled", read, 0),
            ((string?)end["status"], (string?)end["error"]!["code"], (int)end["progress"]!["pagesDone"]!,
                (int)end["progress"]!["pagesFailed"]!));
        Assert.Equal(Enumerable.Range(1, read), await held.RowsAsync());
        Assert.Equal(read > 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound,
            (await held.App.Http.GetAsync($"api/documents/{held.Id}/text", AppHarness.Stop)).StatusCode);
        await held.AssertNothingWorksAsync();
        // Asked again it is so; another way of ending it comes too late.
        Assert.Equal(HttpStatusCode.OK, (await held.App.ActAsync(HttpMethod.Post, $"api/documents/{held.Id}/cancel")).Status);
    }

    [Theory]
    [InlineData(Phase.Queued, "Expired", 0)]
    [InlineData(Phase.Inspecting, "Expired", 0)]
    [InlineData(Phase.FanningOut, "Expired", 1)]
    [InlineData(Phase.Finishing, "Succeeded", 4)]
    public async Task A_document_whose_time_expires_ends_expired_unless_every_page_was_read(Phase phase, string expected, int read)
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, phase, "&expiresIn=12s");

        await AppHarness.UntilAsync(async () => (await held.RowAsync()).ExpiresAt < TimeProvider.System.GetUtcNow(), "the time ran out");
        if (phase is Phase.Queued or Phase.Finishing)
            held.Release();

        JsonObject end = await held.App.EndAsync(held.Id);
        Assert.Equal((expected, read), ((string?)end["status"], (int)end["progress"]!["pagesDone"]!));
        Assert.Equal(expected == "Expired" ? "Expired" : null, (string?)end["error"]?["code"]);
        await held.AssertNothingWorksAsync();
    }

    [Theory]
    [InlineData(Phase.Queued, 0)]
    [InlineData(Phase.Inspecting, 0)]
    [InlineData(Phase.FanningOut, 1)]
    [InlineData(Phase.Finishing, 4)]
    public async Task A_document_whose_orchestration_is_terminated_by_its_durable_url_is_canceled_with_its_children(Phase phase, int read)
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, phase);

        Assert.Equal(HttpStatusCode.Accepted,
            (await held.App.ActAsync(HttpMethod.Post, (string)held.Accepted["terminatePostUri"]!)).Status);
        // Somebody asks for it, and so it is noticed; nobody needs to, as another test shows.
        await held.App.GetAsync($"api/documents/{held.Id}");
        if (phase is Phase.Queued or Phase.Finishing)
            held.Release();

        JsonObject end = await held.App.EndAsync(held.Id);
        Assert.Equal(("Canceled", read), ((string?)end["status"], (int)end["progress"]!["pagesDone"]!));
        await held.AssertNothingWorksAsync();
    }

    [Theory]
    [InlineData(Phase.Queued, 4)]
    [InlineData(Phase.Inspecting, 4)]
    [InlineData(Phase.FanningOut, 3)]
    [InlineData(Phase.Finishing, 0)]
    public async Task A_canceled_document_that_is_requeued_reads_only_what_was_not_read(Phase phase, int left)
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, phase);
        await held.App.ActAsync(HttpMethod.Post, $"api/documents/{held.Id}/cancel");
        if (phase is Phase.Queued or Phase.Finishing)
            held.Release();
        await held.App.EndAsync(held.Id);
        held.Release();
        held.Forget();

        Assert.Equal(HttpStatusCode.Accepted, (await held.App.ActAsync(HttpMethod.Post, $"api/documents/{held.Id}/requeue")).Status);

        JsonObject end = await held.App.EndAsync(held.Id);
        Assert.Equal(("Succeeded", 4, 100),
            ((string?)end["status"], (int)end["progress"]!["pagesDone"]!, (int)end["progress"]!["percent"]!));
        Assert.Equal(left, held.Given);
        Assert.Equal(string.Join('\f', Enumerable.Range(1, 4).Select(page => $"page {page}\n")),
            await held.App.Http.GetStringAsync($"api/documents/{held.Id}/text", AppHarness.Stop));
        Assert.Equal(HttpStatusCode.Conflict, (await held.App.ActAsync(HttpMethod.Post, $"api/documents/{held.Id}/requeue")).Status);
    }
}
