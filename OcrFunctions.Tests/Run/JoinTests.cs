using System.Diagnostics;
using System.Net;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Run;

/// <summary><c>./run --join</c>: a machine that only works.</summary>
public sealed class JoinTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(4);

    private readonly TestDocuments _documents = new();
    private readonly RunSandbox _sandbox = new();

    [Fact]
    public async Task Machines_that_join_read_documents_and_serve_only_their_health_and_several_fit_on_one_computer()
    {
        var account = new Dictionary<string, string> { ["AzureWebJobsStorage"] = azurite.NewAccount() };
        using RunCommand first = RunCommand.Start(_sandbox, account, "--join", "--port", "0"),
            second = RunCommand.Start(_sandbox, account, "--join", "--port", "0");
        foreach (RunCommand run in new[] { first, second })
        {
            await run.UntilSaysAsync(@"Ready\. Reads documents of the storage account in AzureWebJobsStorage", MaxWait);
            await AssertServesOnlyHealthAsync(run);
        }

        Assert.Equal(["join-1", "join-2"], Directory.EnumerateDirectories(_sandbox.Data).Select(Path.GetFileName).Order());
        Assert.NotEqual(await NameAsync("join-1"), await NameAsync("join-2"));

        // Only this process uses the data folder, and any of the three machines may read the pages.
        string scan = _documents.Pdf(PdfTestPage.OfProse("Read by whom"));
        using RunCommand once = RunCommand.Start(_sandbox, account, "--once", scan, "--port", "0");
        Assert.Equal(0, await once.EndAsync(MaxWait));
        Assert.Equal("Read by whom\n", once.Output);

        foreach (RunCommand run in new[] { first, second })
        {
            run.Signal("TERM");
            Assert.Equal(0, await run.EndAsync(MaxWait));
            Assert.Contains("The other machines continue unfinished documents.", run.Said);
        }

        await _sandbox.UntilNothingIsLeftAsync();
    }

    [Theory]
    [InlineData(null, "AzureWebJobsStorage is not set: --join needs the connection string of the storage account")]
    [InlineData("", "AzureWebJobsStorage is not set: --join needs the connection string of the storage account")]
    [InlineData("nonsense", "AzureWebJobsStorage is not a connection string of a storage account")]
    [InlineData(
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:9/a;"
            + "QueueEndpoint=http://127.0.0.1:9/a;TableEndpoint=http://127.0.0.1:9/a;",
        "The storage account of AzureWebJobsStorage does not answer at http://127.0.0.1:9")]
    public async Task A_missing_or_unusable_account_is_explained_in_one_sentence_and_nothing_is_started_instead(string? account,
        string sentence)
    {
        var environment = new Dictionary<string, string>();
        if (account is not null)
            environment["AzureWebJobsStorage"] = account;
        using RunCommand run = RunCommand.Start(_sandbox, environment, "--join", "--port", "0");

        Assert.Equal(1, await run.EndAsync(MaxWait));

        Assert.Contains(sentence, run.Said);
        Assert.DoesNotContain("   at ", run.Said);
        Assert.DoesNotContain("Azurite of its own", run.Said);
        Assert.False(Directory.Exists(Path.Combine(_sandbox.Data, "azurite")));
        await _sandbox.UntilNothingIsLeftAsync();
    }

    public void Dispose()
    {
        _documents.Dispose();
        foreach (Process left in _sandbox.Processes())
            left.Kill();
        _sandbox.Dispose();
    }

    private static async Task AssertServesOnlyHealthAsync(RunCommand run)
    {
        using var http = new HttpClient();
        var health = new Uri(System.Text.RegularExpressions.Regex.Match(run.Said, "http://\\S+/api/health/ready").Value);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(health, TestContext.Current.CancellationToken)).StatusCode);
        foreach ((string path, HttpStatusCode status) in new[]
        {
            ("/api/health/live", HttpStatusCode.OK), ("/", HttpStatusCode.NotFound), ("/api/documents", HttpStatusCode.NotFound),
            ("/runtime/webhooks/durabletask/instances", HttpStatusCode.NotFound),
        })
            Assert.Equal((path, status),
                (path, (await http.GetAsync(new Uri(health, path), TestContext.Current.CancellationToken)).StatusCode));
    }

    private Task<string> NameAsync(string folder) =>
        File.ReadAllTextAsync(Path.Combine(_sandbox.Data, folder, "instance-id"), TestContext.Current.CancellationToken);
}
