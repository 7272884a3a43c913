using OcrFunctions.StorageConnections;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>Names of everything the app keeps in its storage account.</summary>
public static class StorageNames
{
    /// <summary>Setting that holds the account's connection string, or the first part of those that name it; the Functions host reads it
    /// too.</summary>
    public const string ConnectionSetting = StorageConnection.HostName;

    /// <summary>Container where documents are dropped. It belongs to the user: nothing in it is ever changed.</summary>
    public const string Documents = "documents";

    /// <summary>Container of results: <c>{id}/text.txt</c>, <c>{id}/pages/000001.json</c>.</summary>
    public const string Results = "results";

    /// <summary>Container of encrypted passwords, each kept until its document finishes.</summary>
    public const string Secrets = "secrets";

    /// <summary>Table of documents and pages.</summary>
    public const string DocumentsTable = "Documents";

    /// <summary>Table that lists documents, newest first.</summary>
    public const string IndexTable = "DocumentIndex";

    /// <summary>Table of failed pages and refused documents.</summary>
    public const string DeadLettersTable = "DeadLetters";

    /// <summary>Table of manually corrected words.</summary>
    public const string CorrectionsTable = "Corrections";

    /// <summary>Queue that receives a message for every finished document.</summary>
    public const string CompletedQueue = "ocr-completed";

    /// <summary>Poison queue of the blob trigger. The host creates it at the first failure only, so it is created here.</summary>
    public const string PoisonBlobs = "webjobs-blobtrigger-poison";
}
