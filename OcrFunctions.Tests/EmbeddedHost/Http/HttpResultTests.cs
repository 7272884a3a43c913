using System.Net;
using System.Net.Http.Headers;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Http;

/// <summary>What a function's result or failure becomes: the facts of recordings 08b and 08c.</summary>
public sealed class HttpResultTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("object", 200, "application/json; charset=utf-8", """{"pageNumber":1,"fileName":"é <b>"}""")]
    [InlineData("text", 200, "text/plain; charset=utf-8", "plain é")]
    [InlineData("null", 204, null, "")]
    [InlineData("accepted", 202, "application/json; charset=utf-8", """{"pageNumber":1,"fileName":"a"}""")]
    [InlineData("missing", 404, null, "")]
    [InlineData("problem", 422, "application/problem+json; charset=utf-8", """{"title":"Bad page","status":422,"code":7}""")]
    [InlineData("json", 200, "application/json; charset=utf-8", """{"pageNumber":1,"fileName":"a"}""")]
    [InlineData("redirect", 302, null, "")]
    [InlineData("nothing", 200, null, "")]
    public async Task A_result_is_written_as_ASP_NET_Core_writes_it(string kind, int status, string? contentType, string body)
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.App.BaseAddress };

        using HttpResponseMessage response = await http.GetAsync($"/api/results/{kind}", Stop);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await response.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task A_file_is_sent_in_ranges()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/results/file") { Headers = { Range = new RangeHeaderValue(1, 2) } };

        using HttpResponseMessage response = await app.Http.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal([2, 3], await response.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task An_exception_is_500_with_nothing_and_is_logged_once_with_function_and_invocation()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);

        using HttpResponseMessage response = await app.Http.GetAsync("/api/fails", Stop);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(0, response.Content.Headers.ContentLength);
        Assert.False(response.Headers.Contains("x-half"));
        var line = Assert.Single(app.Log.Lines, l => l.Exception is not null);
        Assert.Equal("a secret of the function", line.Exception!.Message);
        Assert.Matches(@"^Function Fails failed \([0-9a-f-]{36}\)$", line.Text);
    }

    [Fact]
    public async Task An_exception_after_the_answer_has_begun_cuts_the_connection()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.Http.GetStringAsync("/api/fails/late", Stop));
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_the_function()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);
        using var leave = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Http.GetAsync("/api/waits", leave.Token));

        Assert.Equal("cancelled", await app.Seen.NextAsync<string>());
    }
}
