using System.Text.Json.Nodes;

namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>
/// Corrects the number of pages in the nodes of a page tree: viewers show no more pages than it says, however many are there.
/// </summary>
internal sealed class PageCounts : DerivedPdf
{
    /// <summary>Deeper page trees run in a circle.</summary>
    private const int MaxDepth = 50;

    private const string Parent = "/Parent", Count = "/Count";

    protected override void Change(QpdfObjects objects, QpdfUpdate update)
    {
        var counts = new Dictionary<string, int>();
        foreach (string page in objects.Pages)
        {
            JsonNode? node = objects.Resolve(page);
            for (int i = 0; i < MaxDepth && QpdfObjects.IsReference((node as JsonObject)?[Parent], out string parent); i++)
            {
                counts[parent] = counts.GetValueOrDefault(parent) + 1;
                node = objects.Resolve(parent);
            }
        }

        foreach ((string reference, int count) in counts)
            if (objects.Resolve(reference) is JsonObject node)
            {
                JsonObject changed = node.DeepClone().AsObject();
                changed[Count] = count;
                update.Replace(reference, changed);
            }
    }
}
