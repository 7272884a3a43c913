using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Tests.Pipeline;

public sealed class SecretTests
{
    private const string Password = "open-sesame-5521";

    private static Secret Some => Secret.Of(Password)!;

    [Fact]
    public void A_secret_prints_a_mask_and_gives_its_text_to_those_who_ask_for_it()
    {
        Assert.Equal("***", Some.ToString());
        Assert.Equal("a *** b", $"a {Some} b");
        Assert.Equal(Password, Some.Reveal());
        Assert.Equal(Some, Secret.Of(Password));
        Assert.NotEqual(Some, Secret.Of("another"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_empty_text_is_no_secret(string? text) => Assert.Null(Secret.Of(text));

    public static TheoryData<object> Records =>
    [
        new PageWork("a.pdf", DocumentKind.Pdf, 1, new RecognitionOptions("eng")) { Password = Some },
        new SearchableWork("a.pdf", DocumentKind.Pdf, 1, "layer", "out") { Password = Some },
        new RenderWork("a.pdf", DocumentKind.Pdf, 1, 150, "out") { Password = Some },
        new InspectRequest { Id = 1, Path = "a.pdf", Password = Some },
        new RecognizeRequest { Id = 1, Path = "a.pdf", Kind = DocumentKind.Pdf, Page = 1, Options = new("eng"), Password = Some },
    ];

    [Theory]
    [MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public void A_record_with_a_secret_prints_the_mask(object record)
    {
        Assert.Contains("Password = ***", record.ToString());
        Assert.DoesNotContain(Password, record.ToString());
    }

    [Fact]
    public void The_engine_gets_the_text_over_its_wire()
    {
        EngineRequest request = new InspectRequest { Id = 7, Path = "a.pdf", Password = Some };

        string line = JsonSerializer.Serialize(request, ProtocolJson.Options);

        Assert.Contains($"\"password\":\"{Password}\"", line);
        Assert.Equal(request, JsonSerializer.Deserialize<EngineRequest>(line, ProtocolJson.Options));
    }

    [Fact]
    public void Any_other_json_omits_the_text()
    {
        Assert.DoesNotContain(Password, JsonSerializer.Serialize(Some));
        var work = new PageWork("a.pdf", DocumentKind.Pdf, 1, new RecognitionOptions("eng")) { Password = Some };
        Assert.DoesNotContain(Password, JsonSerializer.Serialize(work));
    }
}
