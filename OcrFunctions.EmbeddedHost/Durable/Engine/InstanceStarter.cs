using System.Diagnostics;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

internal enum StartResult
{
    Started,

    /// <summary>An instance of that id is there and stays.</summary>
    Exists,

    /// <summary>Another start of the same id came in while this one was under way.</summary>
    Overtaken,
}

/// <summary>Brings instances into being: a row first, then the instance in memory.</summary>
internal sealed class InstanceStarter(Session session)
{
    public static OrchestrationAlreadyExistsException AlreadyExists(string instanceId) => new($"An Orchestration instance with the ID {instanceId} already exists.");

    public InstanceState New(string name, string instanceId, string? input, DateTimeOffset? startAt) => new()
    {
        InstanceId = instanceId,
        Name = name,
        RunId = Guid.NewGuid().ToString("N"),
        Status = OrchestrationRuntimeStatus.Pending,
        CreatedAt = session.Now,
        UpdatedAt = session.Now,
        StartAt = startAt,
        Input = input,
    };

    /// <param name="wanted">The new row.</param>
    /// <param name="replaces">Whether a row that is there makes way.</param>
    public async Task<(StartResult Result, InstanceState State)> StartAsync(InstanceState wanted, Func<InstanceState, bool> replaces)
    {
        long asked = Stopwatch.GetTimestamp();
        InstanceState? there = await session.ReadAsync(wanted.InstanceId);
        if (there is not null && !replaces(there))
            return (session.Find(wanted.InstanceId)?.Begun > asked ? StartResult.Overtaken : StartResult.Exists, there);

        session.Lease.EnsureHeld();
        wanted = wanted with { Input = await session.Payloads.SettleAsync(wanted, wanted.Input, session.Ended) };
        using (await session.LockIdAsync(wanted.InstanceId))
        {
            InstanceState added;
            if (there is null)
            {
                (AddResult result, added) = await session.Instances.TryAddAsync(wanted, session.Ended);
                if (result == AddResult.AlreadyExists)
                    return (StartResult.Overtaken, wanted);
            }
            else
            {
                InstanceState replacement = wanted with { ETag = there.ETag, CommitId = Guid.NewGuid().ToString("N") };
                (PublishResult result, added) = await session.Instances.PublishAsync(replacement, [], session.Ended);
                if (result == PublishResult.Fenced)
                    return (StartResult.Overtaken, wanted);
                session.Track(session.CleanUpAsync(there));
            }

            session.Begin(added, []);
            return (StartResult.Started, added);
        }
    }
}
