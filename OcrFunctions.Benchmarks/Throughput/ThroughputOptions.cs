using System.Globalization;

namespace OcrFunctions.Benchmarks.Throughput;

/// <param name="Files">PDFs.</param>
internal sealed record ThroughputOptions(IReadOnlyList<string> Files)
{
    /// <summary>Rounds whose medians are shown.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Document option <c>mode</c>.</summary>
    public string Mode { get; init; } = "force";

    /// <summary>Folder of a pipeline to compare; null for none.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Log of the app's Azurite; null where storage calls are not counted.</summary>
    public string? StorageLog { get; init; }

    /// <summary>Options may stand before, between and after the files.</summary>
    public static ThroughputOptions Parse(IEnumerable<string> arguments)
    {
        var files = new List<string>();
        var options = new ThroughputOptions(files);
        foreach (string argument in arguments)
            switch (argument.Split('=', 2))
            {
                case ["mode", var mode]:
                    options = options with { Mode = mode };
                    break;
                case ["pipeline", var folder]:
                    options = options with { Pipeline = folder };
                    break;
                case ["storage-log", var path]:
                    options = options with { StorageLog = path };
                    break;
                default:
                    if (int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds))
                        options = options with { Rounds = rounds };
                    else
                        files.Add(argument);
                    break;
            }

        return options;
    }
}
