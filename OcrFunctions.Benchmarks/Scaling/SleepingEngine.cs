using System.Globalization;
using System.Text.Json;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Benchmarks.Scaling;

/// <summary>
/// An engine that takes a fixed time for every page and computes nothing: many of them run on few cores as they would on machines of their
/// own.
/// </summary>
internal static class SleepingEngine
{
    /// <summary>First argument by which this program is started as such an engine.</summary>
    public const string Command = "sleeping-engine";

    /// <param name="pages">Number of pages of every document.</param>
    /// <param name="page">Time that a page takes.</param>
    /// <returns>Settings by which the app uses this program as its engine.</returns>
    public static IReadOnlyDictionary<string, string> Settings(int pages, TimeSpan page) => new Dictionary<string, string>
    {
        // Not the path of this process, which is that of dotnet where it was started by that.
        ["Ocr__EngineProgram"] = Path.Combine(AppContext.BaseDirectory, typeof(SleepingEngine).Assembly.GetName().Name!),
        ["Ocr__EngineArguments__0"] = Command,
        ["Ocr__EngineArguments__1"] = pages.ToString(CultureInfo.InvariantCulture),
        ["Ocr__EngineArguments__2"] = page.ToString("c", CultureInfo.InvariantCulture),
        // A searchable PDF is made by an engine.
        ["Ocr__Exports"] = "json,text",
    };

    /// <summary>Answers requests until standard input ends.</summary>
    public static async Task<int> RunAsync(int pages, TimeSpan page)
    {
        await WriteAsync(new EngineReply { Id = 0, Hello = new EngineHello("none", "none", ["eng"]) });
        while (await Console.In.ReadLineAsync() is { } line)
        {
            EngineRequest request = JsonSerializer.Deserialize<EngineRequest>(line, ProtocolJson.Options)!;
            var reply = new EngineReply { Id = request.Id };
            switch (request)
            {
                case InspectRequest:
                    reply = reply with { Inspection = new DocumentInspection(DocumentKind.Tiff, pages) };
                    break;
                case RecognizeRequest recognize:
                    await Task.Delay(page);
                    reply = reply with { Page = PageOf(recognize.Page) };
                    break;
                case DescribeRequest:
                    reply = reply with { Description = new EngineDescription("none", "none", [new LanguageModel("eng", false)]) };
                    break;
                default:
                    throw new NotSupportedException($"An engine that sleeps does not answer {request.GetType().Name}.");
            }

            await WriteAsync(reply);
        }

        return 0;
    }

    private static async Task WriteAsync(EngineReply reply)
    {
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(reply, ProtocolJson.Options));
        await Console.Out.FlushAsync();
    }

    private static RecognizedPage PageOf(int page)
    {
        double[] polygon = [100, 100, 400, 100, 400, 140, 100, 140];
        var line = new RecognizedLine($"{page}", polygon, [new RecognizedWord($"{page}", polygon, 0.95)]);
        return new RecognizedPage
        {
            Page = page,
            Width = 1000,
            Height = 1400,
            Unit = "pixel",
            DpiUsed = 300,
            Source = TextSource.Ocr,
            Language = "eng",
            ImageMilliseconds = 0,
            RecognitionMilliseconds = 0,
            CpuMilliseconds = 0,
            Blocks = [new RecognizedBlock("flowing_text", polygon, [new RecognizedParagraph([line])])],
        };
    }
}
