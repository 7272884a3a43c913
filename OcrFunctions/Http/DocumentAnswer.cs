using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary>A document's status body with its links, and where asked for with the durable management URLs.</summary>
internal static class DocumentAnswer
{
    public static JsonObject Of(DocumentStatusBody body, DocumentLinks links, HttpManagementPayload? management = null)
    {
        JsonObject answer = JsonSerializer.SerializeToNode(body, PipelineJson.Options)!.AsObject();
        answer["links"] = JsonSerializer.SerializeToNode(links, PipelineJson.Options);
        if (management is not null)
        {
            // The names that clients of the durable HTTP API look for. Its own id is left out: ours is the document's.
            answer["statusQueryGetUri"] = management.StatusQueryGetUri;
            answer["sendEventPostUri"] = management.SendEventPostUri;
            answer["terminatePostUri"] = management.TerminatePostUri;
            answer["suspendPostUri"] = management.SuspendPostUri;
            answer["resumePostUri"] = management.ResumePostUri;
            answer["purgeHistoryDeleteUri"] = management.PurgeHistoryDeleteUri;
        }

        return answer;
    }
}
