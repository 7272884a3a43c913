using System.Net;
using System.Net.Sockets;
using System.Text;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>HEAD, as download managers and link checkers send it.</summary>
public sealed class HeadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task HEAD_answers_as_GET_does_without_a_body()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 2 });
        string id = (string)(await app.PostAsync([1]))["id"]!;
        await app.EndAsync(id);
        string document = $"api/documents/{id}";
        foreach (string path in new[]
        {
            "", "page/start.js", "page/settings.json", "api/openapi.json", "api/languages", "api/health/live", "api/health/ready",
            "api/documents", "api/documents?top=0", "api/deadletters", document, $"{document}/text", $"{document}/json", $"{document}/pdf",
            $"{document}/docx", $"{document}/pages", $"{document}/pages/2", $"{document}/pages/3", $"{document}/pages/1/image",
            $"{document}/corrections", "api/documents/nothing",
        })
        {
            using HttpResponseMessage get = await SendAsync(app, HttpMethod.Get, path), head = await SendAsync(app, HttpMethod.Head, path);
            Assert.Equal(
                (path, get.StatusCode, get.Content.Headers.ContentType, get.Content.Headers.ContentLength, get.Headers.ETag),
                (path, head.StatusCode, head.Content.Headers.ContentType, head.Content.Headers.ContentLength, head.Headers.ETag));
        }

        using HttpResponseMessage text = await SendAsync(app, HttpMethod.Head, $"{document}/text");
        Assert.Equal((HttpStatusCode.OK, "page 1\n\fpage 2\n".Length), (text.StatusCode, text.Content.Headers.ContentLength));
        foreach (string path in new[] { document, $"{document}/text", "api/documents/nothing" })
            Assert.EndsWith("\r\n\r\n", await RawAsync(app, path));
    }

    [Fact]
    public async Task HEAD_is_not_found_where_only_POST_is_answered()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using HttpResponseMessage answer =
            await SendAsync(app, HttpMethod.Head, "api/deadletters/aaaaaaaaaaaaaaaaaaaaaaaaaa/requeue");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(AppHarness app, HttpMethod method, string path) =>
        app.Http.SendAsync(new HttpRequestMessage(method, path), HttpCompletionOption.ResponseHeadersRead, AppHarness.Stop);

    /// <returns>All bytes of the response: a client library would not read a body.</returns>
    private static async Task<string> RawAsync(AppHarness app, string path)
    {
        Uri address = app.Http.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, AppHarness.Stop);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HEAD /{path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"), AppHarness.Stop);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(AppHarness.Stop);
    }
}
