using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Lifecycle;

namespace OcrFunctions.Http;

/// <summary>
/// <c>DELETE /api/documents/{id}?source=</c>: cancels it, waits for its work to stop, removes histories, results and rows. The source is
/// deleted too if it was posted; a dropped one belongs to its user and stays, unless <c>source=true</c> is given. 204 when everything is
/// deleted, 202 when it takes longer: the reconciler then completes it.
/// </summary>
public sealed class DeleteDocument(DocumentRemoval removal, TimeProvider time)
{
    /// <summary>Maximum time that the caller waits: longer than a running page takes to stop.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10), PollInterval = TimeSpan.FromMilliseconds(250);

    [Function(nameof(DeleteDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Routes.Document)] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (!Query.TryFlag(request, "source", false, out bool source, out IActionResult? problem))
            return problem;
        if (await removal.RequestAsync(id, request.Query.ContainsKey("source") ? source : null, stop) is not { } document)
            return HttpResults.UnknownDocument(id);

        var runs = new DurableRuns(client);
        for (long since = time.GetTimestamp(); ; await Task.Delay(PollInterval, time, stop))
        {
            if (await removal.TryRemoveAsync(document, runs, stop))
                return new NoContentResult();
            if (time.GetElapsedTime(since) > MaxWait)
                break;
        }

        HttpResults.SetRetryAfter(request.HttpContext.Response);
        return new StatusCodeResult(StatusCodes.Status202Accepted);
    }
}
