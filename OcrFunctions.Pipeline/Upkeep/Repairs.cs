namespace OcrFunctions.Pipeline.Upkeep;

/// <summary>What a reconciliation repaired.</summary>
public sealed record Repairs
{
    /// <summary>Blobs that no trigger had taken in.</summary>
    public int BlobsTakenIn { get; set; }

    /// <summary>Claimed documents whose orchestration was never started.</summary>
    public int RunsStarted { get; set; }

    /// <summary>Documents whose orchestration had ended, or did not stop, and that were sent to be closed.</summary>
    public int RunsClosed { get; set; }

    /// <summary>Deletions that were brought to their end.</summary>
    public int DocumentsDeleted { get; set; }

    /// <summary>Documents whose lists did not agree with them.</summary>
    public int ListsMended { get; set; }

    /// <summary>Documents that could not be looked at.</summary>
    public int Failed { get; set; }

    public int Total => BlobsTakenIn + RunsStarted + RunsClosed + DocumentsDeleted + ListsMended + Failed;
}
