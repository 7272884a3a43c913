using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Documentation;

/// <summary>The manual test, <c>requests.http</c>: it has every route, and works from top to bottom.</summary>
public sealed partial class HttpFileTests(AzuriteFixture azurite)
{
    private static readonly JsonObject Paths =
        JsonNode.Parse(File.ReadAllText(Repository.File("docs", "openapi.json")))!["paths"]!.AsObject();

    private static (Dictionary<string, string> Variables, List<HttpFileRequest> Requests) Manual =>
        HttpFile.Parse(File.ReadAllText(Repository.File("requests.http")));

    [Fact]
    public void It_has_every_operation_of_the_description_and_no_other()
    {
        HashSet<string> described =
            [.. Paths.SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))];
        HashSet<string> sent = [.. Manual.Requests.Where(request => request.Url != "{{host}}/").Select(Operation)];
        Assert.Equal(described.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sent_from_top_to_bottom_every_request_succeeds()
    {
        await using AppHarness app = await AppHarness.ShareAsync(azurite, new ScriptedEngine { Pages = 2, OnInspect = Refuse });
        (Dictionary<string, string> variables, List<HttpFileRequest> requests) = Manual;
        variables["host"] = app.Http.BaseAddress!.ToString().TrimEnd('/');
        var answers = new Dictionary<string, JsonNode>();

        foreach (HttpFileRequest request in requests)
        {
            // A list that later requests use may be updated a moment after the document finishes.
            if (request is { Name: not null, Method: "GET" } && request.Title.StartsWith("Dead letters", StringComparison.Ordinal))
                await AppHarness.UntilAsync(async () => (await app.GetAsync("api/deadletters"))["value"]!.AsArray().Count > 0,
                    "there is a dead letter");
            using HttpRequestMessage message = Message(request, text => Fill(text, variables, answers));
            using HttpResponseMessage answer = await app.Http.SendAsync(message, AppHarness.Stop);
            string body = await answer.Content.ReadAsStringAsync(AppHarness.Stop);

            string what = $"{request.Title}: {message.Method} {message.RequestUri} answered {(int)answer.StatusCode} {body}";
            Assert.True(request.Expected.Count == 0 ? answer.IsSuccessStatusCode : request.Expected.Contains((int)answer.StatusCode), what);
            if (request.Url != "{{host}}/")
                Assert.True(
                    Paths[Operation(request).Split(' ')[1]]![request.Method.ToLowerInvariant()]!["responses"]!.AsObject()
                        .ContainsKey($"{(int)answer.StatusCode}"), what);
            if (request.Name is not null)
                answers[request.Name] = JsonNode.Parse(body)!;
            // What a user does between two requests: poll until it is finished. A canceled one is left to its request.
            if (answer.Headers.TryGetValues("Operation-Location", out IEnumerable<string>? place) && request.Name != "long")
                await app.EndAsync(place.Single().Split('/')[^1]);
        }
    }

    /// <summary>The scripted engine reads anything but notes.</summary>
    private static Task Refuse(string path) => File.ReadAllText(path).StartsWith("These are only notes", StringComparison.Ordinal)
        ? throw new EngineRefusedException(new EngineError("UnsupportedFormat", "Notes are no document."))
        : Task.CompletedTask;

    /// <summary>Method and path in the description that match a request: literal parts take precedence over parameters.</summary>
    private static string Operation(HttpFileRequest request)
    {
        Assert.StartsWith("{{api}}/", request.Url);
        string[] given = request.Url["{{api}}".Length..].Split('?')[0].Split('/');
        var fitting = Paths.Where(path => path.Value![request.Method.ToLowerInvariant()] is not null).Select(path => path.Key)
            .Where(path =>
                path.Split('/') is var parts && parts.Length == given.Length
                    && parts.Zip(given).All(pair => pair.First == pair.Second || pair.First.StartsWith('{')));
        string? found = fitting.OrderBy(path => path.Count(sign => sign == '{')).FirstOrDefault();
        Assert.True(found is not null, $"{request.Method} {request.Url} is no operation of the description.");
        return $"{request.Method} {found}";
    }

    private static string Fill(string text, Dictionary<string, string> variables, Dictionary<string, JsonNode> answers) =>
        Placeholder().Replace(text, match =>
    {
        string name = match.Groups[1].Value;
        return Reference().Match(name) is { Success: true } reference
            ? $"{reference.Groups[2].Value.Split('.', '[').Aggregate(answers[reference.Groups[1].Value], Step)}"
            : Fill(variables[name], variables, answers);

        static JsonNode Step(JsonNode node, string step) => step.EndsWith(']') ? node[int.Parse(step[..^1])]! : node[step]!;
    });

    private static HttpRequestMessage Message(HttpFileRequest request, Func<string, string> fill)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), fill(request.Url));
        if (request.Body.Count > 0)
            message.Content = new ByteArrayContent(Body(request.Body, fill));
        foreach ((string name, string value) in request.Headers)
            Assert.True(
                message.Headers.TryAddWithoutValidation(name, fill(value))
                    || message.Content!.Headers.TryAddWithoutValidation(name, fill(value)), $"{request.Title}: {name}");
        return message;
    }

    private static byte[] Body(IReadOnlyList<string> lines, Func<string, string> fill)
    {
        using var body = new MemoryStream();
        // Parts of a form are separated by CR and LF, and a final line break is not part of it.
        bool isForm = lines[0].StartsWith("--", StringComparison.Ordinal);
        foreach ((int at, string line) in lines.Index())
        {
            body.Write(line.StartsWith("< ", StringComparison.Ordinal) ? File.ReadAllBytes(Repository.File(line[2..].Trim()))
                : Encoding.UTF8.GetBytes(fill(line)));
            if (isForm || at < lines.Count - 1)
                body.Write(isForm ? "\r\n"u8 : "\n"u8);
        }

        return body.ToArray();
    }

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(\w+)\.response\.body\.\$\.(.+)$")]
    private static partial Regex Reference();
}
