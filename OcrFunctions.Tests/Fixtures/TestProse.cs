namespace OcrFunctions.Tests.Fixtures;

/// <summary>Lines to print on pages.</summary>
internal static class TestProse
{
    public static readonly string[] Three =
    [
        "The harbour master wrote every arrival into a long book,",
        "with the name of the ship, her cargo and her captain.",
        "Nobody had asked him for this record in twenty years.",
    ];
}
