using OcrFunctions.Engine.Assets;

namespace OcrFunctions.Tests.Engine;

/// <summary>The engine's binary assets are what <c>scripts/make-assets.cs</c> makes.</summary>
public sealed class AssetsTests
{
    [Fact]
    public void The_script_makes_the_glyphless_font() => Assert.Equal(GlyphlessFont.Make(), EmbeddedAsset.GlyphlessFont);

    [Fact]
    public void The_script_makes_the_color_profile() => Assert.Equal(SrgbProfile.Make(), EmbeddedAsset.SrgbProfile);
}
