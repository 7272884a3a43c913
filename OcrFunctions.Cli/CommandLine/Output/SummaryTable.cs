using System.Globalization;
using OcrFunctions.Cli.Client.Files;
using OcrFunctions.Pipeline.Documents;
using Spectre.Console;

namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>Results of several documents, with errors and warnings in full sentences below.</summary>
internal static class SummaryTable
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<FileResult> results)
    {
        // Fits eighty columns; only long names are wrapped.
        var table = new Table().Border(TableBorder.Minimal).AddColumn("file").AddColumn(new TableColumn("status").NoWrap());
        foreach (string number in new[] { "pages", "words", "mean\nconf.", "worst\npage", "to\nreview", "secs" })
            table.AddColumn(new TableColumn(number).RightAligned().NoWrap());
        foreach (FileResult result in results)
            table.AddRow(
                new Text(result.File.DisplayName), new Text(Status(result), new Style(StatusColor(result))),
                new Text(result.Pages is { } pages ? result.PagesFailed > 0 ? $"{result.PagesDone}/{pages}" : $"{pages}" : ""),
                Number(result.Words, "N0"), Number(result.MeanConfidence, "0.000"),
                new Text(result.WorstPage is { } worst
                    ? string.Create(CultureInfo.InvariantCulture, $"{worst:0.000}{(result.Pages > 1 ? $" p{result.WorstPageNumber}" : "")}")
                    : ""),
                Number(result.WordsToReview, "N0"), Number(result.Seconds, "0.0"));
        console.Write(table);
        if (results.Count > 1)
            console.WriteLine(Summary.Of(results));
        foreach (FileResult result in results)
            WriteProblems(console, result);
    }

    private static void WriteProblems(IAnsiConsole console, FileResult result)
    {
        if (result.ErrorCode is { } code)
            console.Write(
                Note(new Style(Color.Red),
                    $"{result.File.DisplayName} [{code}] "
                        + $"{result.ErrorMessage}{(ErrorAdvice.For(code) is { } advice ? $" What to do: {advice}." : "")}"));
        foreach (string warning in result.Warnings)
            console.Write(Note(new Style(Color.Yellow), $"{result.File.DisplayName}: {warning}"));
    }

    private static Padder Note(Style style, string text) => new(new Text(text, style), new Padding(2, 0, 0, 0));

    private static Text Number<T>(T? number, string format)
        where T : struct, IFormattable => new(number?.ToString(format, CultureInfo.InvariantCulture) ?? "");

    private static string Status(FileResult result) =>
        result.Status == nameof(DocumentStatus.PartiallySucceeded) ? "in part" : result.Status;

    private static Color StatusColor(FileResult result) => result.Status switch
    {
        nameof(DocumentStatus.Succeeded) => Color.Green,
        nameof(DocumentStatus.PartiallySucceeded) => Color.Yellow,
        _ => Color.Red,
    };
}
