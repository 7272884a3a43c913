using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.EmbeddedHost.Functions;
using OcrFunctions.EmbeddedHost.Management;

namespace OcrFunctions.Tests.EmbeddedHost.Functions;

/// <summary>Activities and orchestrators as the durable runtime calls them: the facts of recordings 02 and 12.</summary>
public sealed class DurableFunctionsTests
{
    private readonly DurableFunctions _functions;

    public DurableFunctionsTests()
    {
        var settings = new AppSettings(new ConfigurationBuilder().Build());
        var discovery = new FunctionDiscovery(new TriggerReader(settings, new HostSettings(), usesWebApplication: true), settings);
        ServiceProvider services = new ServiceCollection().AddLogging()
            .AddSingleton(new FunctionCatalogue(discovery.Find([typeof(Durable)]))).AddSingleton(new FunctionPipeline([]))
            .AddSingleton(new HostSettings()).AddSingleton(TimeProvider.System).AddSingleton<FunctionInvoker>().AddSingleton<DurableFunctions>().BuildServiceProvider();
        _functions = services.GetRequiredService<DurableFunctions>();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Names_know_no_case_and_kinds_do_not_mix()
    {
        Assert.True(_functions.HasActivity("eChO"));
        Assert.True(_functions.HasOrchestrator("FLOW"));
        Assert.False(_functions.HasActivity("Flow"));
        Assert.False(_functions.HasOrchestrator("Echo"));
    }

    [Theory]
    [InlineData("Echo", "\"\\u00E9 \\u003Cb\\u003E\"", "\"\\u00E9 \\u003Cb\\u003E\"")]
    [InlineData("Echo", "null", null)]
    [InlineData("Double", "21", "42")]
    [InlineData("Read", """{"pageNumber":3,"FILENAME":"a"}""", """{"PageNumber":4,"FileName":"a","Instance":"instance-1"}""")]
    [InlineData("Shape", "null", """{"Radius":2}""")]
    [InlineData("Nothing", null, null)]
    public async Task Payloads_are_written_with_the_serializers_defaults_and_read_whatever_their_case(string activity, string? input, string? output)
    {
        Assert.Equal(output, await _functions.RunActivityAsync(activity, "instance-1", input, Stop));
    }

    [Fact]
    public async Task Inputs_that_do_not_fit_fail_as_on_the_real_host()
    {
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => _functions.RunActivityAsync("Double", "i", "\"text\"", Stop));
        await Assert.ThrowsAsync<NullReferenceException>(() => _functions.RunActivityAsync("Double", "i", null, Stop));
        var bytes = await Assert.ThrowsAsync<InvalidOperationException>(() => _functions.RunActivityAsync("Bytes", "i", "\"AAE=\"", Stop));
        Assert.Equal("Expected converter source to be a string, received System.ReadOnlyMemory`1[System.Byte].", bytes.Message);
    }

    [Fact]
    public async Task An_activitys_own_exception_comes_out_unwrapped()
    {
        await Assert.ThrowsAsync<FormatException>(() => _functions.RunActivityAsync("Fails", "i", null, Stop));
    }

    [Fact]
    public async Task An_orchestrator_runs_in_the_callers_context_and_returns_value_and_declared_type()
    {
        (object? value, Type? type) = await _functions.RunOrchestratorAsync("Flow", null!);

        Assert.Equal(Environment.CurrentManagedThreadId, value);
        Assert.Equal(typeof(object), type);
    }

    [Fact]
    public void Management_urls_are_those_of_the_real_worker()
    {
        HttpManagementPayload urls = new ManagementUrls("http://127.0.0.1:7071").For("a b/c");

        const string Instance = "http://127.0.0.1:7071/runtime/webhooks/durabletask/instances/a%20b%2Fc";
        Assert.Equal("a b/c", urls.Id);
        Assert.Equal($"{Instance}?code=local", urls.StatusQueryGetUri);
        Assert.Equal($"{Instance}/raiseEvent/{{eventName}}?code=local", urls.SendEventPostUri);
        Assert.Equal($"{Instance}/terminate?reason={{{{text}}}}&code=local", urls.TerminatePostUri);
        Assert.Equal($"{Instance}/suspend?reason={{{{text}}}}&code=local", urls.SuspendPostUri);
        Assert.Equal($"{Instance}/resume?reason={{{{text}}}}&code=local", urls.ResumePostUri);
        Assert.Equal($"{Instance}?code=local", urls.PurgeHistoryDeleteUri);
        Assert.Null(urls.RewindPostUri);
        Assert.Null(urls.RestartPostUri);
    }

    private sealed record Page(int PageNumber, string FileName, string? Instance = null);

    [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")]
    private abstract record AnyShape;

    private sealed record Circle(double Radius) : AnyShape;

    private sealed class Durable
    {
        [Function("Flow")]
        public static Task<object> Flow([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult<object>(Environment.CurrentManagedThreadId);

        [Function("Echo")]
        public string? Echo([ActivityTrigger] string? text) => text;

        [Function("Double")]
        public int Double([ActivityTrigger] int n) => n * 2;

        [Function("Read")]
        public async ValueTask<Page> Read([ActivityTrigger] Page page, string instanceId)
        {
            await Task.Yield();
            return page with { PageNumber = page.PageNumber + 1, Instance = instanceId };
        }

        [Function("Shape")]
        public AnyShape Shape([ActivityTrigger] string? nothing) => new Circle(2);

        [Function("Nothing")]
        public Task Nothing([ActivityTrigger] string? nothing) => Task.CompletedTask;

        [Function("Bytes")]
        public int Bytes([ActivityTrigger] byte[] bytes) => bytes.Length;

        [Function("Fails")]
        public async Task Fails([ActivityTrigger] string? nothing)
        {
            await Task.Yield();
            throw new FormatException("own");
        }
    }
}
