using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// Sub-orchestrations. Starting one and answering its caller may each happen more than once, after a crash: the child's row names
/// the one call that it belongs to, and the caller takes one answer to a request.
/// </summary>
internal static class Children
{
    public static async Task StartAsync(Session session, Instance parent, SubOrchestrationCreated call)
    {
        InstanceState caller = parent.State;
        var link = new ParentLink(caller.InstanceId, caller.Name, caller.RunId, caller.Generation, call.Id);
        InstanceState wanted = session.Starter.New(call.Name, call.InstanceId, call.Input, null) with { Parent = link };
        while (true)
        {
            (StartResult result, InstanceState there) = await TryAsync();
            switch (result)
            {
                case StartResult.Started:
                case StartResult.Exists when there.Parent == link && !there.IsFinal:
                    return;
                case StartResult.Exists when there.Parent == link:
                    await AnswerAgainAsync(session, there);
                    return;
                case StartResult.Exists:
                    // The real host drops the call, and the caller waits for ever.
                    parent.Post(new Message(new SubOrchestrationFailed(session.Now, call.Id, InstanceStarter.AlreadyExists(call.InstanceId).Message,
                        TaskFailureDetails.FromException(InstanceStarter.AlreadyExists(call.InstanceId))), new GenerationKey(link.RunId, link.Generation)));
                    return;
            }
        }

        async Task<(StartResult, InstanceState)> TryAsync()
        {
            await session.ChildStarts.WaitAsync(session.Ended);
            try
            {
                return await session.RetryAsync(call.InstanceId, () => session.Starter.StartAsync(wanted, Replaces));
            }
            finally
            {
                session.ChildStarts.Release();
            }
        }

        // A finished child of another call, such as the attempt before this one, makes way.
        bool Replaces(InstanceState there) => there.IsFinal && there.Parent != link;
    }

    public static void Answer(Session session, ParentLink parent, ExecutionCompleted ended)
    {
        AnswerEvent answer = ended.Status == OrchestrationRuntimeStatus.Completed
            ? new SubOrchestrationCompleted(ended.At, parent.RequestId, ended.Result)
            : new SubOrchestrationFailed(ended.At, parent.RequestId, ended.Result ?? "", ended.Failure);
        session.Find(parent.InstanceId)?.Post(new Message(answer, new GenerationKey(parent.RunId, parent.Generation)));
    }

    private static async Task AnswerAgainAsync(Session session, InstanceState child)
    {
        List<HistoryEvent> history = await session.RetryAsync(child.InstanceId, () => session.Histories.ReadAsync(child, session.Ended));
        if (history is [.., ExecutionCompleted ended])
            Answer(session, child.Parent!, ended);
    }
}
