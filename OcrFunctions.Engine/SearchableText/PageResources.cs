using System.Text.Json.Nodes;
using OcrFunctions.Engine.Pdf;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// Adds the text layer to the dictionaries of pages: as the first of their content streams, before anything of the page's own can change
/// the coordinates, and its font among their resources.
/// </summary>
internal static class PageResources
{
    /// <summary>Name of the layer's font; no other program's fonts are called so.</summary>
    public const string FontName = "OcrFunctionsTextLayer";

    /// <summary>Deeper page trees run in a circle.</summary>
    private const int MaxDepth = 50;

    private const string Contents = "/Contents", Resources = "/Resources", Fonts = "/Font", Parent = "/Parent";

    /// <param name="objects">Of the PDF.</param>
    /// <param name="update">What is changed in it.</param>
    /// <param name="added">The layer's objects.</param>
    /// <param name="offset">Added to their numbers.</param>
    public static void AddLayer(QpdfObjects objects, QpdfUpdate update, TextLayerObjects added, int offset)
    {
        (string Reference, int Content)[] pages = [.. added.Contents
            .Where(page => page.Key <= objects.Pages.Count)
            .Select(page => (objects.Pages[page.Key - 1], page.Value + offset))];
        objects.Load(pages.Select(page => page.Reference));
        JsonObject[] dictionaries =
            [.. pages.Select(page => objects.Resolve(page.Reference)!.DeepClone().AsObject())];
        LoadParents(objects, dictionaries);
        JsonNode?[] resources = [.. dictionaries.Select(page => ResourcesOf(page, objects))];
        objects.Load([.. resources.Concat(dictionaries.Select(page => page[Contents])).SelectMany(QpdfObjects.References)]);
        objects.Load(resources.SelectMany(one => QpdfObjects.References((objects.Resolve(one) as JsonObject)?[Fonts])));
        for (int i = 0; i < pages.Length; i++)
        {
            JsonObject own = Copy(objects.Resolve(resources[i])), fonts = Copy(objects.Resolve(own[Fonts]));
            fonts["/" + FontName] = QpdfUpdate.Reference(added.Font + offset);
            own[Fonts] = fonts;
            dictionaries[i][Resources] = own;
            IEnumerable<JsonNode?> contents = objects.ContentsOf(dictionaries[i]).Select(one => one?.DeepClone());
            dictionaries[i][Contents] = new JsonArray([QpdfUpdate.Reference(pages[i].Content), .. contents]);
            update.Replace(pages[i].Reference, dictionaries[i]);
        }
    }

    private static void LoadParents(QpdfObjects objects, JsonObject[] pages)
    {
        JsonObject[] level = [.. pages.Where(page => !page.ContainsKey(Resources))];
        for (int i = 0; i < MaxDepth && level.Length > 0; i++)
        {
            string[] parents = [.. level.SelectMany(one => QpdfObjects.References(one[Parent])).Distinct()];
            objects.Load(parents);
            level = [.. parents.Select(parent => objects.Resolve(parent)).OfType<JsonObject>().Where(one => !one.ContainsKey(Resources))];
        }
    }

    /// <summary>A page's resources, or those that it inherits: a dictionary, a reference to one, or null.</summary>
    private static JsonNode? ResourcesOf(JsonObject page, QpdfObjects objects)
    {
        JsonObject? owner = page;
        for (int i = 0; i <= MaxDepth && owner is not null; i++)
        {
            if (owner[Resources] is { } own)
                return own;
            owner = QpdfObjects.IsReference(owner[Parent], out string parent) ? objects.Resolve(parent) as JsonObject : null;
        }

        return null;
    }

    private static JsonObject Copy(JsonNode? dictionary) => dictionary is JsonObject own ? own.DeepClone().AsObject() : [];
}
