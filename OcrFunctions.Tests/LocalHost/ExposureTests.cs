using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost;

/// <summary>Who may call the host: other machines, pages of other websites, callers without the key.</summary>
public sealed class ExposureTests(AzuriteFixture azurite, ExposureTests.Host shared) : IClassFixture<ExposureTests.Host>
{
    private const string Key = "correct+horse/battery=";

    private static readonly string AppFolder = Path.Combine(AppContext.BaseDirectory, "app");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rebound.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.example:7071", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:80", HttpStatusCode.OK)]
    [InlineData("[::1]:7071", HttpStatusCode.OK)]
    public async Task A_host_on_loopback_answers_to_its_own_names_only(string name, HttpStatusCode expected)
    {
        using var request = Request(HttpMethod.Get, ApiRoutes.Live);
        request.Headers.Host = name;

        Assert.Equal(expected, await StatusAsync(request));
    }

    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:1", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Accepted)]
    public async Task A_page_of_another_website_cannot_store_a_document(string? origin, HttpStatusCode expected)
    {
        using var request = Request(HttpMethod.Post, "api/documents?name=a.png");
        request.Headers.Add("x-functions-key", Key);
        // The content type of a request that a browser sends without asking first.
        request.Content = new StringContent("not an image");
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        Assert.Equal(expected, await StatusAsync(request));
    }

    [Fact]
    public async Task The_pages_own_origin_may_store_a_document()
    {
        using var request = Request(HttpMethod.Post, "api/documents?name=a.png");
        request.Headers.Add("x-functions-key", Key);
        request.Headers.Add("Origin", shared.Process.Address.GetLeftPart(UriPartial.Authority));
        request.Content = new StringContent("not an image");

        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(request));
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData(ApiRoutes.Live, HttpStatusCode.OK)]
    [InlineData("api/documents", HttpStatusCode.Unauthorized)]
    [InlineData("api/documents?code=wrong", HttpStatusCode.Unauthorized)]
    [InlineData("runtime/webhooks/durabletask/instances", HttpStatusCode.Unauthorized)]
    public async Task Without_the_key_only_anonymous_functions_answer(string path, HttpStatusCode expected)
    {
        using var request = Request(HttpMethod.Get, path);

        Assert.Equal(expected, await StatusAsync(request));
    }

    [Theory]
    [InlineData("api/documents")]
    [InlineData("runtime/webhooks/durabletask/instances")]
    public async Task The_key_is_accepted_in_the_header_and_in_the_query(string path)
    {
        using HttpRequestMessage header = Request(HttpMethod.Get, path),
            query = Request(HttpMethod.Get, $"{path}?code={Uri.EscapeDataString(Key)}");
        header.Headers.Add("x-functions-key", Key);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(header));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(query));
    }

    [Fact]
    public async Task Management_URLs_carry_the_key()
    {
        using var request = Request(HttpMethod.Post, "api/documents?name=b.png");
        request.Headers.Add("x-functions-key", Key);
        request.Content = new StringContent("not an image");
        using HttpResponseMessage posted = await shared.Http.SendAsync(request, Stop);
        JsonNode status = (await posted.Content.ReadFromJsonAsync<JsonNode>(Stop))!;

        var url = new Uri((string)status["statusQueryGetUri"]!);

        using HttpResponseMessage answer = await shared.Http.GetAsync(url, Stop);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task Other_machines_are_served_with_a_key_only()
    {
        (int code, string error) = await HostProcess.RefusedAsync(AppFolder, azurite.NewAccount(), address: "0.0.0.0");

        Assert.Equal(1, code);
        Assert.Equal("Listening on 0.0.0.0 lets other machines read and delete every document: set LocalHost__FunctionKey to a key that "
            + "requests must carry (header x-functions-key), or listen on 127.0.0.1.", error.Trim());
    }

    private HttpRequestMessage Request(HttpMethod method, string path) => new(method, new Uri(shared.Process.Address, path));

    private async Task<HttpStatusCode> StatusAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await shared.Http.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    /// <summary>A host with a key that all of these tests share.</summary>
    public sealed class Host(AzuriteFixture azurite) : IAsyncLifetime
    {
        internal HostProcess Process { get; private set; } = null!;

        public HttpClient Http { get; } = new();

        public async ValueTask InitializeAsync() =>
            Process = await HostProcess.StartAsync(AppFolder, azurite.NewAccount(),
                new Dictionary<string, string> { ["LocalHost__FunctionKey"] = Key });

        public async ValueTask DisposeAsync()
        {
            await Process.DisposeAsync();
            Http.Dispose();
        }
    }
}
