using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>The client libraries try again after a lost answer, and then meet what their own first try has done.</summary>
public sealed class LostAnswerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_document_is_one_and_is_read_once_although_the_first_answer_to_every_write_is_lost()
    {
        var lost = new ConcurrentDictionary<string, bool>();
        bool armed = false;
        string account = azurite.NewAccount();
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, request => Volatile.Read(ref armed) && IsWrite(request)
            && lost.TryAdd(request.Headers["x-ms-client-request-id"].ToString(), true) ? new Fault(FaultKind.DropAfter) : default);
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 }, proxy.Account);
        Volatile.Write(ref armed, true);

        JsonObject accepted = await app.PostAsync([1, 2, 3]);
        JsonObject document = await app.EndAsync((string)accepted["id"]!);

        Assert.Equal("Succeeded", (string?)document["status"]);
        Assert.Equal([1, 2], app.Engine.Read.Order());
        Assert.All(await app.PagesAsync((string)accepted["id"]!), row => Assert.Equal((PageStatus.Succeeded, 1), (row.GetStatus(), row.Attempts)));

        // The index follows the document; it is written when the orchestrations have ended.
        await new StoredHub(account, "OcrFunctions").AllAsync(2);
        var (rows, _) = await app.Get<DocumentIndex>().ListAsync(new DocumentFilter(), 10, null, AppHarness.Stop);
        Assert.Equal("Succeeded", Assert.Single(rows).Status);
        Assert.InRange(lost.Count, 20, 500);
        Volatile.Write(ref armed, false);
    }

    private static bool IsWrite(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
}
