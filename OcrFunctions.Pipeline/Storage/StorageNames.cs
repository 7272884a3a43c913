namespace OcrFunctions.Pipeline.Storage;

/// <summary>Names of everything the app keeps in its storage account.</summary>
public static class StorageNames
{
    /// <summary>Container where documents are dropped. It is the user's: nothing in it is ever changed.</summary>
    public const string Documents = "documents";

    /// <summary>Container of what was read: <c>{id}/text.txt</c>, <c>{id}/pages/000001.json</c>.</summary>
    public const string Results = "results";

    /// <summary>Container of encrypted passwords, each there until its document ends.</summary>
    public const string Secrets = "secrets";

    /// <summary>Table of documents and pages.</summary>
    public const string DocumentsTable = "Documents";

    /// <summary>Table that lists documents, newest first.</summary>
    public const string IndexTable = "DocumentIndex";

    /// <summary>Table of failed pages and refused documents.</summary>
    public const string DeadLettersTable = "DeadLetters";

    /// <summary>Table of words as people have corrected them.</summary>
    public const string CorrectionsTable = "Corrections";

    /// <summary>Queue that gets a message for every document that came to an end.</summary>
    public const string CompletedQueue = "ocr-completed";

    /// <summary>Queue for blobs that the trigger gave up. The host makes it at the first failure only, so it is made here.</summary>
    public const string PoisonBlobs = "webjobs-blobtrigger-poison";
}
