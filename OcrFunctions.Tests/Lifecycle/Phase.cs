namespace OcrFunctions.Tests.Lifecycle;

/// <summary>Phase in which a document's work is held.</summary>
public enum Phase
{
    /// <summary>Its inspection waits for a free activity.</summary>
    Queued,

    /// <summary>The engine is inspecting it.</summary>
    Inspecting,

    /// <summary>Its first page was read and the others are with the engine.</summary>
    FanningOut,

    /// <summary>Every page was read and its text is being written.</summary>
    Finishing,
}
