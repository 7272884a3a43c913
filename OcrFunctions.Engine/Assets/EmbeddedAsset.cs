namespace OcrFunctions.Engine.Assets;

/// <summary>Binary files that are part of the engine. They are made by <c>scripts/make-assets.cs</c>.</summary>
internal static class EmbeddedAsset
{
    /// <summary>A TrueType font of two glyphs without outlines, half an em wide and one em high.</summary>
    public static byte[] GlyphlessFont { get; } = Read("glyphless.ttf");

    /// <summary>An ICC profile (version 2) of sRGB, IEC 61966-2-1.</summary>
    public static byte[] SrgbProfile { get; } = Read("srgb.icc");

    private static byte[] Read(string name)
    {
        using Stream resource = typeof(EmbeddedAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        byte[] content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
