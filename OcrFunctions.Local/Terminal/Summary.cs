using System.Globalization;
using System.Text.Json.Nodes;

namespace OcrFunctions.Local.Terminal;

/// <summary>A document's end in one line.</summary>
internal static class Summary
{
    public static string Of(JsonObject document)
    {
        var parts = new List<string> { (string)document["status"]! };
        if (document["progress"] is { } progress && progress["pagesTotal"] is { } total)
        {
            int failed = (int)progress["pagesFailed"]!;
            parts.Add(failed == 0 ? $"{total} {((int)total == 1 ? "page" : "pages")}" : $"{progress["pagesDone"]} of {total} pages");
        }

        if (document["confidence"] is { } confidence)
            parts.Add(string.Create(CultureInfo.InvariantCulture,
                $"{(int)confidence["words"]!:N0} words, mean confidence {(double)confidence["mean"]!:0.000}, worst page {(double)confidence["worstPage"]!:0.000} (page {(int)confidence["worstPageNumber"]!})"));
        else if ((string)document["status"]! == "Succeeded")
            parts.Add("no words");
        if (document["completedAt"] is { } completed)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{((DateTime)completed - (DateTime)document["createdAt"]!).TotalSeconds:0.0} s"));
        string line = string.Join(", ", parts);
        return document["error"] is { } error ? $"{line} [{error["code"]}: {error["message"]}]" : line;
    }
}
