using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Functions;

/// <summary>A function that cannot work stops the start with a sentence that names it.</summary>
public sealed class DiscoveryTests
{
    [Theory]
    [InlineData(typeof(Twice), "Function 'twice' exists twice")]
    [InlineData(typeof(NoTrigger), "Function 'NoTrigger'", "has 0 parameters with a trigger")]
    [InlineData(typeof(UnknownName), "Function 'UnknownName', parameter 'page': nothing gives it a value", "number")]
    [InlineData(typeof(UnknownType), "Function 'UnknownType', parameter 'number': text cannot be converted")]
    [InlineData(typeof(WrongParameter), "Function 'WrongParameter', parameter 'blob'", "BlobClient or String", "System.IO.Stream")]
    [InlineData(typeof(WrongResult), "Function 'WrongResult', parameter 'request'", "IActionResult")]
    [InlineData(typeof(MissingSetting), "Function 'MissingSetting', parameter 'blob': '%NotThere%'")]
    [InlineData(typeof(MissingStorage), "Function 'MissingStorage', parameter 'text'", "'AzureWebJobsStorage' is missing")]
    [InlineData(typeof(InstanceOrchestrator), "Function 'InstanceOrchestrator', parameter 'context'", "static")]
    [InlineData(typeof(BadRoute), "Function 'BadRoute', parameter 'request'", "route")]
    [InlineData(typeof(BadTimer), "Function 'BadTimer', parameter 'timer'", "'now and then'")]
    [InlineData(typeof(OtherBinding), "Function 'OtherBinding', parameter 'more': this host does not know [OtherAttribute]")]
    public async Task It_is_named(Type functions, params string[] named)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync([functions]));

        Assert.All(named, words => Assert.Contains(words, error.Message));
    }

    [Fact]
    public async Task All_of_them_are_named_at_once()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync([typeof(NoTrigger), typeof(WrongResult)]));

        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
    }

    private sealed class Twice
    {
        [Function("Twice")]
        public IActionResult One([HttpTrigger] HttpRequest request) => new OkResult();

        [Function("twice")]
        public IActionResult Two([HttpTrigger] HttpRequest request) => new OkResult();
    }

    private sealed class NoTrigger
    {
        [Function("NoTrigger")]
        public void Run(string text) => _ = text;
    }

    private sealed class UnknownName
    {
        [Function("UnknownName")]
        public IActionResult Run([HttpTrigger(Route = "pages/{number}")] HttpRequest request, string page) => new OkObjectResult(page);
    }

    private sealed class UnknownType
    {
        [Function("UnknownType")]
        public IActionResult Run([HttpTrigger(Route = "pages/{number}")] HttpRequest request, Stream number) => new OkObjectResult(number);
    }

    private sealed class WrongParameter
    {
        [Function("WrongParameter")]
        public void Run([BlobTrigger("documents/{name}")] Stream blob) => _ = blob;
    }

    private sealed class WrongResult
    {
        [Function("WrongResult")]
        public string Run([HttpTrigger] HttpRequest request) => request.Method;
    }

    private sealed class MissingSetting
    {
        [Function("MissingSetting")]
        public void Run([BlobTrigger("%NotThere%/{name}")] BlobClient blob) => _ = blob;
    }

    private sealed class MissingStorage
    {
        [Function("MissingStorage")]
        public void Run([QueueTrigger("queue")] string text) => _ = text;
    }

    private sealed class InstanceOrchestrator
    {
        [Function("InstanceOrchestrator")]
        public Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context);
    }

    private sealed class BadRoute
    {
        [Function("BadRoute")]
        public IActionResult Run([HttpTrigger(Route = "pages/{number")] HttpRequest request) => new OkResult();
    }

    private sealed class BadTimer
    {
        [Function("BadTimer")]
        public void Run([TimerTrigger("now and then")] TimerInfo timer) => _ = timer;
    }

    private sealed class OtherBinding
    {
        [Function("OtherBinding")]
        public IActionResult Run([HttpTrigger] HttpRequest request, [Other] string more) => new OkObjectResult(more);
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class OtherAttribute : Microsoft.Azure.Functions.Worker.Extensions.Abstractions.InputBindingAttribute;
}
