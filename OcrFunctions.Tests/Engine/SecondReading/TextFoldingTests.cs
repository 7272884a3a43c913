using OcrFunctions.Engine.SecondReading;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>What two recognizers write differently of the same print.</summary>
public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("é", "e")]
    [InlineData("“word”", "\"word\"")]
    [InlineData("ﬁne", "fine")]
    [InlineData("1–2", "1-2")]
    [InlineData("a——b", "a-b")]
    [InlineData("Ａ，", "A,")]
    [InlineData("Straße", "Strasse")]
    [InlineData("well known", "wellknown")]
    public void Accents_marks_and_spaces_make_no_difference(string one, string other) =>
        Assert.Equal(TextFolding.Fold(one), TextFolding.Fold(other));

    [Theory]
    [InlineData("word", "Word")]
    [InlineData("1", "l")]
    [InlineData("end.", "end,")]
    public void Letters_digits_and_stops_do(string one, string other) => Assert.NotEqual(TextFolding.Fold(one), TextFolding.Fold(other));

    [Theory]
    [InlineData("Ａ，", "A,")]
    [InlineData("\"\"Don't", "\"Don't")]
    [InlineData("“\"God", "“God")]
    public void Text_that_is_shown_has_ordinary_characters_and_single_quotation_marks(string read, string shown) =>
        Assert.Equal(shown, TextFolding.Ordinary(read));
}
