using System.Net;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>Where lists continue.</summary>
public sealed class ContinuationTests(AzuriteFixture azurite)
{
    private const string Key = "continuation=";

    [Fact]
    public async Task A_continuation_that_no_list_returned_is_400_and_an_old_one_still_works()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine());
        var ids = new List<string>();
        for (byte i = 1; i <= 3; i++)
        {
            ids.Insert(0, (string)(await app.PostAsync([i], "batch=b"))["id"]!);
            await app.EndAsync(ids[0]);
        }

        JsonObject first = await app.GetAsync("api/documents?top=1"), ofBatch = await app.GetAsync("api/documents?batch=b&top=1");
        string continuation = ContinuationOf(first);
        foreach (string forged in new[]
        {
            "abc", "%20", "a b", "YWxsLTc5NzM4OA== MQ==", "..%2F", continuation[..^2], continuation + "AA",
            (continuation[0] == 'A' ? "B" : "A") + continuation[1..], ContinuationOf(ofBatch), new string('A', 200),
        })
        {
            foreach (string list in new[] { "documents", "deadletters" })
            {
                (HttpStatusCode status, JsonObject? problem) =
                    await app.ActAsync(HttpMethod.Get, $"api/{list}?top=1&{Key}{forged}");
                Assert.Equal((list, forged, HttpStatusCode.BadRequest, "InvalidOption"),
                    (list, forged, status, (string?)problem!["code"]));
            }
        }

        // The document at which the list continues is removed, and the rest is asked for in larger parts.
        (HttpStatusCode removed, _) = await app.ActAsync(HttpMethod.Delete, $"api/documents/{ids[1]}");
        Assert.Equal(HttpStatusCode.NoContent, removed);
        JsonObject rest = await app.GetAsync($"api/documents?top=5&{Key}{continuation}");
        Assert.Equal(ids[2], (string)Assert.Single(rest["value"]!.AsArray())!["id"]!);
    }

    [Fact]
    public void A_continuation_is_read_only_with_the_query_that_it_was_written_for()
    {
        string written = ContinuationToken.Write("PartitionKey eq 'a'", "1!4!YWJj 1!4!ZGVm")!;
        Assert.Equal("1!4!YWJj 1!4!ZGVm", ContinuationToken.Read("PartitionKey eq 'a'", written));
        Assert.Throws<InvalidContinuationException>(() => ContinuationToken.Read("PartitionKey eq 'b'", written));
        Assert.Throws<InvalidContinuationException>(() => ContinuationToken.Read("PartitionKey eq 'a'", "1!4!YWJj 1!4!ZGVm"));
        Assert.Null(ContinuationToken.Write("", null));
        Assert.Null(ContinuationToken.Read("", null));
    }

    private static string ContinuationOf(JsonObject list) => ((string)list["nextLink"]!).Split(Key)[1];
}
