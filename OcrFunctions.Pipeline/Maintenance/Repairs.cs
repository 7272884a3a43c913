namespace OcrFunctions.Pipeline.Maintenance;

/// <summary>What a reconciliation repaired.</summary>
public sealed record Repairs
{
    /// <summary>Blobs that no trigger had ingested.</summary>
    public int BlobsIngested { get; set; }

    /// <summary>Claimed documents whose orchestration was never started.</summary>
    public int RunsStarted { get; set; }

    /// <summary>Documents whose orchestration had ended, or did not stop, and whose closing was started.</summary>
    public int RunsClosed { get; set; }

    /// <summary>Deletions that were completed.</summary>
    public int DocumentsDeleted { get; set; }

    /// <summary>Documents whose lists did not agree with them.</summary>
    public int IndexRowsRepaired { get; set; }

    /// <summary>Documents that could not be checked.</summary>
    public int Failed { get; set; }

    public int Total => BlobsIngested + RunsStarted + RunsClosed + DocumentsDeleted + IndexRowsRepaired + Failed;
}
