namespace OcrFunctions.Engine.Tesseract;

/// <summary>Tesseract's block types (<c>TessPolyBlockType</c>) as words.</summary>
internal static class BlockKinds
{
    private static readonly string[] InOrder =
    [
        "unknown", "flowing_text", "heading_text", "pullout_text", "equation", "inline_equation", "table", "vertical_text",
        "caption_text", "flowing_image", "heading_image", "pullout_image", "horizontal_line", "vertical_line", "noise",
    ];

    public static string Name(int type) => type >= 0 && type < InOrder.Length ? InOrder[type] : InOrder[0];
}
