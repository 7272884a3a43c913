using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Lifecycle;

namespace OcrFunctions.Http;

/// <summary>
/// <c>DELETE /api/documents/{id}?source=</c>: cancels it, waits for its work to stop, removes histories, results and rows. The source goes too
/// where it was posted; a dropped one is its user's and stays, unless <c>source=true</c> asks otherwise. 204 when all is gone, 202 when it
/// takes longer: the reconciler brings it to its end then.
/// </summary>
public sealed class DeleteDocument(DocumentRemoval removal, TimeProvider time)
{
    /// <summary>How long the caller is kept waiting: longer than a running page takes to stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(250);

    [Function(nameof(DeleteDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Routes.Document)] HttpRequest request, [DurableClient] DurableTaskClient client, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (!Query.TryFlag(request, "source", false, out bool source, out IActionResult? problem))
            return problem;
        if (await removal.RequestAsync(id, request.Query.ContainsKey("source") ? source : null, stop) is not { } document)
            return Answers.UnknownDocument(id);

        var runs = new DurableRuns(client);
        for (long since = time.GetTimestamp(); ; await Task.Delay(Pause, time, stop))
        {
            if (await removal.TryRemoveAsync(document, runs, stop))
                return new NoContentResult();
            if (time.GetElapsedTime(since) > Patience)
                break;
        }

        Answers.AskAgainLater(request.HttpContext.Response);
        return new StatusCodeResult(StatusCodes.Status202Accepted);
    }
}
