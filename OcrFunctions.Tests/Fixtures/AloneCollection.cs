namespace OcrFunctions.Tests.Fixtures;

/// <summary>Tests that measure this process, and so run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
