using System.Globalization;
using OcrFunctions.Local.Reading;
using OcrFunctions.Pipeline.Documents;
using Spectre.Console;

namespace OcrFunctions.Local.Display;

/// <summary>What came of several documents, errors and warnings in whole sentences below.</summary>
internal static class SummaryTable
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<Outcome> outcomes)
    {
        // Fits eighty columns; only long names are broken.
        var table = new Table().Border(TableBorder.Minimal).AddColumn("file").AddColumn(new TableColumn("status").NoWrap());
        foreach (string number in new[] { "pages", "words", "mean\nconf.", "worst\npage", "to\nreview", "secs" })
            table.AddColumn(new TableColumn(number).RightAligned().NoWrap());
        foreach (Outcome outcome in outcomes)
            table.AddRow(
                new Text(outcome.Item.Shown), new Text(Status(outcome), new Style(Colour(outcome))),
                new Text(outcome.Pages is { } pages ? outcome.PagesFailed > 0 ? $"{outcome.PagesDone}/{pages}" : $"{pages}" : ""),
                Number(outcome.Words, "N0"), Number(outcome.MeanConfidence, "0.000"),
                new Text(outcome.WorstPage is { } worst ? string.Create(CultureInfo.InvariantCulture, $"{worst:0.000}{(outcome.Pages > 1 ? $" p{outcome.WorstPageNumber}" : "")}") : ""),
                Number(outcome.WordsToReview, "N0"), Number(outcome.Seconds, "0.0"));
        console.Write(table);
        if (outcomes.Count > 1)
            console.WriteLine(Summary.Of(outcomes));
        foreach (Outcome outcome in outcomes)
            WriteTrouble(console, outcome);
    }

    private static void WriteTrouble(IAnsiConsole console, Outcome outcome)
    {
        if (outcome.ErrorCode is { } code)
            console.Write(Note(new Style(Color.Red), $"{outcome.Item.Shown} [{code}] {outcome.ErrorMessage}{(ErrorAdvice.For(code) is { } advice ? $" What to do: {advice}." : "")}"));
        foreach (string warning in outcome.Warnings)
            console.Write(Note(new Style(Color.Yellow), $"{outcome.Item.Shown}: {warning}"));
    }

    private static Padder Note(Style style, string text) => new(new Text(text, style), new Padding(2, 0, 0, 0));

    private static Text Number<T>(T? number, string format)
        where T : struct, IFormattable => new(number?.ToString(format, CultureInfo.InvariantCulture) ?? "");

    private static string Status(Outcome outcome) => outcome.Status == nameof(DocumentStatus.PartiallySucceeded) ? "in part" : outcome.Status;

    private static Color Colour(Outcome outcome) => outcome.Status switch
    {
        nameof(DocumentStatus.Succeeded) => Color.Green,
        nameof(DocumentStatus.PartiallySucceeded) => Color.Yellow,
        _ => Color.Red,
    };
}
