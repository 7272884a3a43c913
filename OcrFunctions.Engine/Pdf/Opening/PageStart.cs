using System.Text.Json.Nodes;

namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>Begins every page of a PDF with some operators.</summary>
internal static class PageStart
{
    private const string Contents = "/Contents";

    /// <param name="objects">All of the PDF's.</param>
    /// <param name="update">Gets the changes.</param>
    /// <param name="operators">The operators.</param>
    /// <returns>The content streams that the pages have themselves.</returns>
    public static IReadOnlyList<JsonNode?> Add(QpdfObjects objects, QpdfUpdate update, ReadOnlySpan<byte> operators)
    {
        string start = update.Add(operators);
        var all = new List<JsonNode?>();
        foreach (string reference in objects.Pages)
        {
            if (objects.Resolve(reference) is not JsonObject page)
                continue;
            // A page may name streams that the file does not have.
            JsonNode?[] contents = [.. objects.ContentsOf(page)
                .Where(one => QpdfObjects.IsReference(one, out string stream) && objects.StreamDictionary(stream) is not null)];
            all.AddRange(contents);
            JsonObject changed = page.DeepClone().AsObject();
            changed[Contents] = new JsonArray([start, .. contents.Select(one => one?.DeepClone())]);
            update.Replace(reference, changed);
        }

        return all;
    }
}
