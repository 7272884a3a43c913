namespace OcrFunctions.Tests.Fixtures;

/// <summary>Tests that measure this process and therefore run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "alone";
}
