using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

public sealed class HttpProblemTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("GET", "api/documents/nothing", 404, "DocumentNotFound")]
    [InlineData("GET", "api/documents/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404, "DocumentNotFound")]
    [InlineData("GET", "api/documents/aaaaaaaaaaaaaaaaaaaaaaaaaa/text", 404, "DocumentNotFound")]
    [InlineData("GET", "api/documents/aaaaaaaaaaaaaaaaaaaaaaaaaa/pages", 404, "DocumentNotFound")]
    [InlineData("GET", "api/documents/aaaaaaaaaaaaaaaaaaaaaaaaaa/pages?top=0", 400, "InvalidOption")]
    [InlineData("GET", "api/documents/aaaaaaaaaaaaaaaaaaaaaaaaaa/pages?words=maybe", 400, "InvalidOption")]
    [InlineData("GET", "api/documents?top=1001", 400, "InvalidOption")]
    [InlineData("POST", "api/documents?priority=urgent", 400, "InvalidOption")]
    [InlineData("POST", "api/documents?language=..%2Fetc", 400, "InvalidOption")]
    [InlineData("POST", "api/documents?name=scan%00.pdf", 400, "InvalidOption")]
    [InlineData("POST", "api/documents?name=scan%0A.pdf", 400, "InvalidOption")]
    [InlineData("POST", "api/documents?name=%0D%0A", 400, "InvalidOption")]
    [InlineData("POST", "api/documents?name=scan%7F.pdf", 400, "InvalidOption")]
    [InlineData("POST", "api/documents?name=scan%C2%85.pdf", 400, "InvalidOption")]
    public async Task An_invalid_request_returns_a_problem_with_its_code(string method, string url, int status, string code)
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using var request =
            new HttpRequestMessage(new HttpMethod(method), url) { Content = method == "POST" ? new ByteArrayContent([1]) : null };
        using HttpResponseMessage answer = await app.Http.SendAsync(request, AppHarness.Stop);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        JsonObject problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!;
        Assert.Equal((code, status), ((string)problem["code"]!, (int)problem["status"]!));
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine());
        using var form = new MultipartFormDataContent { { new StringContent("x"), "field" } };
        using HttpResponseMessage answer = await app.Http.PostAsync("api/documents", form, AppHarness.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
