using System.Net;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Http;

/// <summary>Which function answers: the facts of recording 08a.</summary>
public sealed class HttpRouteTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/Plain", "GET")]
    [InlineData("GET", "/api/plain/", "GET")]
    [InlineData("BREW", "/api/any", "BREW")]
    [InlineData("GET", "/api/optional", "nobody")]
    [InlineData("GET", "/api/optional/a%20b", "a b")]
    [InlineData("GET", "/api/optional/a%2Fb", "a%2Fb")]
    [InlineData("GET", "/api/optional/a+b", "a+b")]
    [InlineData("GET", "/api/whole/-5", "-005")]
    [InlineData("GET", "/api/default", "007")]
    [InlineData("GET", "/api/default/3", "003")]
    [InlineData("GET", "/api/rest", "nothing")]
    [InlineData("GET", "/api/rest/a//b/c", "a//b/c")]
    [InlineData("GET", "/api/same", "SameGet")]
    [InlineData("POST", "/api/SAME", "SamePost")]
    public async Task A_route_finds_its_function(string method, string path, string answer)
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);

        using HttpResponseMessage response = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Stop);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync(Stop));
    }

    [Theory]
    [InlineData("PUT", "/api/plain")]
    [InlineData("HEAD", "/api/plain")]
    [InlineData("OPTIONS", "/api/plain")]
    [InlineData("GET", "/plain")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/AnyMethod")]
    [InlineData("GET", "/api/optional/x/y")]
    [InlineData("GET", "/api/whole/x")]
    [InlineData("GET", "/api/whole/99999999999")]
    [InlineData("PUT", "/api/same")]
    public async Task What_matches_no_function_whole_is_404_with_nothing(string method, string path)
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);

        using HttpResponseMessage response = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Stop);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Stop));
        Assert.Empty(response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_route_value_of_the_wrong_type_is_500_with_nothing()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);

        using HttpResponseMessage response = await app.Http.GetAsync("/api/unchecked/x", Stop);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task The_prefix_of_routes_comes_from_host_json_and_a_setting_wins_over_it()
    {
        const string HostJson = """{ "version": "2.0", /* short */ "extensions": { "http": { "routePrefix": "v1" } } }""";
        await using TestApp file = await TestApp.StartAsync([typeof(HttpFunctions)], hostJson: HostJson);
        await using TestApp setting = await TestApp.StartAsync(
            [typeof(HttpFunctions)], new() { ["AzureFunctionsJobHost__extensions__http__routePrefix"] = "" }, HostJson);

        Assert.Equal("GET", await file.Http.GetStringAsync("/v1/plain", Stop));
        Assert.Equal("GET", await setting.Http.GetStringAsync("/plain", Stop));
    }

    [Theory]
    [InlineData("GET", null, HttpStatusCode.OK)]
    [InlineData("POST", null, HttpStatusCode.OK)]
    [InlineData("GET", "false", HttpStatusCode.OK)]
    [InlineData("GET", "True", HttpStatusCode.NoContent)]
    [InlineData("POST", "true", HttpStatusCode.NoContent)]
    public async Task Where_no_function_has_the_root_the_host_has_a_page_there_unless_a_setting_says_no(string method, string? disabled, HttpStatusCode status)
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)], new() { ["AzureWebJobsDisableHomepage"] = disabled });

        using HttpResponseMessage response = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/"), Stop);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? "text/html" : null, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("true")]
    public async Task A_function_whose_route_may_be_nothing_has_the_root_and_the_root_alone(string? disabled)
    {
        const string NoPrefix = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""";
        await using TestApp app = await TestApp.StartAsync([typeof(RootFunction)], new() { ["AzureWebJobsDisableHomepage"] = disabled }, NoPrefix);

        Assert.Equal("root", await app.Http.GetStringAsync("/", Stop));
        Assert.Equal("root", await app.Http.GetStringAsync("/?a=b", Stop));
        foreach (string elsewhere in new[] { "/x", "/x/y", "/nothing", "/RootFunction" })
            Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(elsewhere, Stop)).StatusCode);
        Assert.Equal(disabled is null ? HttpStatusCode.OK : HttpStatusCode.NoContent, (await app.Http.PostAsync("/", null, Stop)).StatusCode);
    }

    [Fact]
    public async Task Of_two_routes_that_match_the_function_whose_name_comes_first_answers_be_the_other_one_literal()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(OverlappingFunctions)]);

        Assert.Equal("details of list", await app.Http.GetStringAsync("/api/things/list", Stop));
        Assert.Equal("all", await app.Http.GetStringAsync("/api/others/list", Stop));
        Assert.Equal("details of 7", await app.Http.GetStringAsync("/api/others/7", Stop));
    }

    [Fact]
    public async Task The_root_and_the_ping_answer_200()
    {
        await using TestApp app = await TestApp.StartAsync([typeof(HttpFunctions)]);

        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/admin/host/ping", Stop)).StatusCode);
    }
}
