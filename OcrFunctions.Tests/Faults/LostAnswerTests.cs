using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>The client libraries retry after a lost response, and then encounter the effect of their own first attempt.</summary>
public sealed class LostAnswerTests(AzuriteFixture azurite)
{
    /// <summary>Paths of the task hub and of the WebJobs SDK; batches are the history's as well.</summary>
    private static readonly string[] Engines = ["ocrfunctions", "azure-webjobs", "$batch"];

    [Fact]
    public async Task A_document_is_created_and_read_once_although_the_first_response_to_every_write_is_lost()
    {
        var lost = new ConcurrentDictionary<string, bool>();
        bool armed = false;
        await using StorageProxy proxy =
            await StorageProxy.StartAsync(azurite.NewAccount(), request => Volatile.Read(ref armed) && IsWrite(request)
            && lost.TryAdd(request.Headers["x-ms-client-request-id"].ToString(), true) ? new Fault(FaultKind.DropAfter) : default);
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 }, proxy.Account);
        Volatile.Write(ref armed, true);

        JsonObject accepted = await app.PostAsync([1, 2, 3]);
        // A message whose response was lost becomes visible again after the visibility time-out of a minute.
        JsonObject document = await app.EndAsync((string)accepted["id"]!, TimeSpan.FromMinutes(4));

        Assert.Equal("Succeeded", (string?)document["status"]);
        Assert.Equal([1, 2], app.Engine.Read.Order());
        Assert.All(await app.PagesAsync((string)accepted["id"]!),
            row => Assert.Equal((PageStatus.Succeeded, 1), (row.GetStatus(), row.Attempts)));

        // The index is updated after the document; it is complete when the orchestrations have ended.
        await AppHarness.UntilAsync(
            async () => await app.Durable.ListAsync("", AppHarness.Stop).CountAsync(instance => instance.IsFinal, AppHarness.Stop) == 2,
            "both orchestrations ended");
        var (rows, _) = await app.Get<DocumentIndex>().ListAsync(new DocumentFilter(), 10, null, AppHarness.Stop);
        Assert.Equal("Succeeded", Assert.Single(rows).Status);
        Assert.InRange(lost.Count, 20, 500);
        Volatile.Write(ref armed, false);
    }

    /// <summary>
    /// A write of the app's own. The Durable engine interprets a failed retry of a conditional write as the loss of its partition, and
    /// would restart forever.
    /// </summary>
    private static bool IsWrite(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && !Engines.Any(part => request.Path.Value!.Contains(part, StringComparison.OrdinalIgnoreCase));
}
