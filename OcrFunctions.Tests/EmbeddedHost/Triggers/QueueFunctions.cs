using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Triggers;

internal sealed record Job(int PageNumber, string FileName);

internal sealed class QueueFunctions(Seen seen)
{
    [Function("Jobs")]
    public void Jobs([QueueTrigger("jobs")] Job job, string fileName, FunctionContext context) =>
        seen.Note($"{job.PageNumber} {job.FileName} {fileName} {context.BindingContext.BindingData["DequeueCount"]}");

    [Function("Texts")]
    public void Texts([QueueTrigger("texts")] string text) => seen.Note(text);

    [Function("Failing")]
    public void Failing([QueueTrigger("failing")] string text, FunctionContext context)
    {
        seen.Note($"{text} {context.BindingContext.BindingData["DequeueCount"]}");
        throw new InvalidOperationException("bad message");
    }
}
