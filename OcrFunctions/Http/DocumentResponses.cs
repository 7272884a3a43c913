using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Http;

/// <summary>Documents in the API: the status body with its links, and on request with the durable management URLs.</summary>
public sealed class DocumentResponses(ApiAddress address, AvailableExports exports)
{
    /// <param name="request">The request that is answered.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="document">Its row, or its row in the index.</param>
    /// <param name="live">For a running document: progress by the page rows.</param>
    public JsonObject Of(HttpRequest request, string id, DocumentSummary document, DocumentProgress? live = null)
    {
        JsonObject response = JsonSerializer.SerializeToNode(DocumentStatusBody.Of(id, document, live), PipelineJson.Options)!.AsObject();
        response["links"] = JsonSerializer.SerializeToNode(DocumentLinks.Of(Self(request, id), exports.Of(document)), PipelineJson.Options);
        return response;
    }

    /// <summary>URL of a document.</summary>
    public string Self(HttpRequest request, string id) => $"{address.Of(request)}/{ApiRoutes.DocumentsSegment}/{id}";

    /// <summary>
    /// Adds the URLs of its orchestration, by the names that clients of the durable HTTP API expect. The id is omitted: ours is the
    /// document's.
    /// </summary>
    public void AddManagement(JsonObject response, HttpManagementPayload management)
    {
        response["statusQueryGetUri"] = address.OfHost(management.StatusQueryGetUri);
        response["sendEventPostUri"] = address.OfHost(management.SendEventPostUri);
        response["terminatePostUri"] = address.OfHost(management.TerminatePostUri);
        response["suspendPostUri"] = address.OfHost(management.SuspendPostUri);
        response["resumePostUri"] = address.OfHost(management.ResumePostUri);
        response["purgeHistoryDeleteUri"] = address.OfHost(management.PurgeHistoryDeleteUri);
    }
}
