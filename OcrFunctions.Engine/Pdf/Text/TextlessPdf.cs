using System.Text.Json.Nodes;
using OcrFunctions.Engine.Pdf.Opening;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>A copy of a PDF in which no text is visible: what its pages show is everything else.</summary>
internal sealed class TextlessPdf : DerivedPdf
{
    protected override void Change(QpdfObjects objects, QpdfUpdate update)
    {
        var streams = new HashSet<string>();
        foreach (JsonNode? content in PageStart.Add(objects, update, InvisibleRendering.Start))
            streams.UnionWith(QpdfObjects.References(content));
        var invisible = new Dictionary<string, byte[]>();
        foreach ((string reference, byte[] content) in objects.ReadStreams(streams.Concat(objects.Forms)))
        {
            byte[]? changed = InvisibleRendering.Apply(content);
            // Pages begin with a stream of their own; a form may be what an annotation looks like, and begin anew.
            if (!streams.Contains(reference) && content.AsSpan().IndexOf("BT"u8) >= 0)
                changed = [.. InvisibleRendering.Start, .. changed ?? content];
            if (changed is not null)
                invisible[reference] = changed;
        }

        update.ReplaceStreams(invisible);
    }
}
