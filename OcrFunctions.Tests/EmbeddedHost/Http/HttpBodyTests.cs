using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Http;

/// <summary>How large a request may be: the facts of recording 08e.</summary>
public sealed class HttpBodyTests
{
    private const long OwnLimit = 30_000_000, HostLimit = 104_857_600;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thirty_million_bytes_pass_unless_the_app_lifts_the_limit()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);

        using HttpResponseMessage response = await app.Http.PostAsync("/api/body", new ByteArrayContent(new byte[OwnLimit]), Stop);

        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(OwnLimit, answer.GetProperty("length").GetInt64());
        Assert.Equal(OwnLimit, answer.GetProperty("limit").GetInt64());
    }

    [Fact]
    public async Task A_larger_body_fails_when_the_function_reads_it()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);

        string? status = await SendHeadersAsync(app, OwnLimit + 1);

        Assert.Equal("HTTP/1.1 500 Internal Server Error", status);
        Assert.Contains(app.Log.Lines, line => line.Exception?.Message == "Request body too large. The max request body size is 30000000 bytes.");
    }

    [Fact]
    public async Task The_host_has_a_limit_of_its_own_that_no_app_lifts()
    {
        await using TestApp app = await TestApp.StartAsync(
            [typeof(HttpFunctions)], build: b => b.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null));

        using HttpResponseMessage response = await app.Http.PostAsync("/api/body", new ByteArrayContent(new byte[OwnLimit + 1]), Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HostLimit, (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("limit").GetInt64());
        Assert.Equal("HTTP/1.1 500 Internal Server Error", await SendHeadersAsync(app, HostLimit + 1));
        Assert.DoesNotContain(app.Log.Lines, line => line.Exception is not null);
    }

    /// <summary>Sends the head of a request and no body.</summary>
    /// <returns>The first line of the answer.</returns>
    private static async Task<string?> SendHeadersAsync(TestApp app, long length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", app.App.BaseAddress.Port, Stop);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/body HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"), Stop);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop);
    }
}
