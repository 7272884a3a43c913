namespace Microsoft.Azure.Functions.Worker;

/// <summary>URLs by which one orchestration is looked at and acted on. Whoever has their key can do so with the whole task hub.</summary>
public class HttpManagementPayload
{
    public string? Id { get; internal init; }

    public string? StatusQueryGetUri { get; internal init; }

    public string? SendEventPostUri { get; internal init; }

    public string? TerminatePostUri { get; internal init; }

    public string? RewindPostUri { get; internal init; }

    public string? PurgeHistoryDeleteUri { get; internal init; }

    public string? RestartPostUri { get; internal init; }

    public string? SuspendPostUri { get; internal init; }

    public string? ResumePostUri { get; internal init; }
}
