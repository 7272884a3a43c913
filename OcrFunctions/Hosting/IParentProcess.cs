namespace OcrFunctions.Hosting;

/// <summary>The process that started this one: the Functions host or its substitute.</summary>
internal interface IParentProcess
{
    /// <summary>Whether it has ended since this process first checked.</summary>
    bool HasEnded { get; }
}
