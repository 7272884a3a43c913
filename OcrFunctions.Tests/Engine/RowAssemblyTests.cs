using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Recognition;

namespace OcrFunctions.Tests.Engine;

/// <summary>Which lines are joined to rows, and where these are put.</summary>
public sealed class RowAssemblyTests
{
    /// <summary>Pixels; a capital letter is 20 high and a character 12 wide.</summary>
    private const int CapHeight = 20, CharacterWidth = 12;

    private static readonly string[] LeftColumn =
        ["The ferry at the harbour ran", "since the spring of the year", "in which the old bridge was", "closed to carts and to cattle"];

    private static readonly string[] RightColumn =
        ["Its keeper writes down every", "crossing in a book with a red", "cover, and the clerk adds the", "numbers at the end of a month"];

    [Fact]
    public void A_row_of_a_list_is_one_line()
    {
        OcrResult list = Page(
            Column(0, 100, 30, "No.", "No.", "No."),
            Column(100, 100, 30, "1 January 1902 to June 1903", "2 July 1903 to May 1904", "3 June 1904 to May 1906"),
            Column(600, 100, 30, "212 pages", "198 pages", "205 pages"));

        Assert.Equal(
            ["No. 1 January 1902 to June 1903 212 pages", "No. 2 July 1903 to May 1904 198 pages", "No. 3 June 1904 to May 1906 205 pages"],
            Lines(list));
    }

    [Fact]
    public void Labels_and_values_are_joined_across_the_page()
    {
        OcrResult form = Page(
            Column(0, 100, 45, "Name of applicant", "Date of birth", "Number of children"),
            Column(1_200, 100, 45, "Hester Blane", "4 March 1961", "three"));

        Assert.Equal(["Name of applicant Hester Blane", "Date of birth 4 March 1961", "Number of children three"], Lines(form));
    }

    [Fact]
    public void Cells_of_a_row_may_be_empty()
    {
        OcrResult statement = Page(
            Column(0, 100, 40, "Balance", "Cheque", "Transfer", "Deposit"),
            [Line("36.07", 500, 140), Line("1,500.00", 464, 180)],
            [Line("32,414.50", 700, 220)],
            Column(1_000, 100, 40, "99,878.08", "99,914.15", "70,269.42", "68,769.42"));

        Assert.Equal(
            ["Balance 99,878.08", "Cheque 36.07 99,914.15", "Transfer 1,500.00 70,269.42", "Deposit 32,414.50 68,769.42"],
            Lines(statement));
    }

    [Fact]
    public void Cells_of_several_words_are_joined_where_the_rows_are_spaced() => Assert.Equal(
        LeftColumn.Zip(RightColumn, (left, right) => $"{left} {right}"),
        Lines(Page(Column(0, 100, 70, LeftColumn), Column(500, 100, 70, RightColumn))));

    [Fact]
    public void A_sentence_torn_at_a_wide_space_is_one_line()
    {
        string[] below = ["for five years, and the oil is in the box with the key."];
        OcrResult page = Page(
            [Line("Please pay by the twelfth of June.", 0, 100)], Column(0, 135, 35, below), [Line("We give a warranty", 425, 100)]);

        Assert.Equal(["Please pay by the twelfth of June. We give a warranty", .. below], Lines(page));
    }

    [Theory]
    [InlineData(380)]
    [InlineData(700)]
    public void Columns_of_prose_stay_columns(int right) => Assert.Equal(
        [.. LeftColumn, .. RightColumn],
        Lines(Page(Column(0, 100, 35, LeftColumn), Column(right, 100, 35, RightColumn))));

    [Fact]
    public void Addresses_beside_one_another_stay_blocks()
    {
        string[] sender = ["Mercer and Lowe Ltd.", "14 Quay Street", "Northwick NW3 5TT"];
        string[] receiver = ["Harbour Office", "Accounts Department", "2 Northern Pier Road"];
        Assert.Equal([.. sender, .. receiver], Lines(Page(Column(0, 100, 35, sender), Column(600, 100, 35, receiver))));
    }

    [Fact]
    public void Entries_of_a_sidebar_are_not_joined_with_the_text_beside_it()
    {
        string[] side = ["CONTACT", "Harbour", "WELDING", "German"];
        Assert.Equal([.. side, .. LeftColumn], Lines(Page(Column(0, 100, 35, side), Column(300, 100, 35, LeftColumn))));
    }

    [Fact]
    public void Page_numbers_below_columns_stay_with_their_columns()
    {
        string[] left = [.. LeftColumn, .. LeftColumn], right = [.. RightColumn, .. RightColumn];
        OcrResult spread = Page(
            Column(0, 100, 35, left), [Line("12", 150, 800)], Column(600, 100, 35, right), [Line("13", 750, 800)]);

        Assert.Equal([.. left, "12", .. right, "13"], Lines(spread));
    }

    [Theory]
    [InlineData(8, CapHeight)]
    [InlineData(0, 2 * CapHeight)]
    public void Another_baseline_or_size_is_another_row(int lower, int capHeight)
    {
        OcrResult page = Page([Line("Total", 0, 100)], [Line("1456", 300, 100 + CapHeight - capHeight + lower, capHeight)]);

        Assert.Equal(["Total", "1456"], Lines(page));
    }

    [Fact]
    public void The_slope_that_deskewing_leaves_does_not_part_rows()
    {
        const double slope = 0.01;
        OcrResult level = Page(
            Column(0, 100, 45, "Name of applicant", "Date of birth", "Number of children"), Column(1_200, 100, 45, "one", "two", "six"));
        OcrResult sloping = level.Select(line => new OcrLine(line.Text, Sloping(line.Box), [.. line.Words.Select(
            word => word with { Box = Sloping(word.Box) })]));

        Assert.Equal(["Name of applicant one", "Date of birth two", "Number of children six"], Lines(sloping));

        static BoundingBox Sloping(BoundingBox box) => new(box.Left, box.Top + slope * box.Left, box.Right, box.Bottom + slope * box.Left);
    }

    [Fact]
    public void Words_keep_their_boxes_and_confidences()
    {
        OcrResult list = Page(Column(0, 100, 30, "Net", "Tax"), Column(600, 100, 30, "3,842.50", "730.08"));
        OcrResult rows = RowAssembly.Apply(list);

        Assert.Equal(list.Words.OrderBy(word => word.Box.Top).ThenBy(word => word.Box.Left), rows.Words);
        Assert.Equal(new BoundingBox(0, 100, 696, 150), BoundingBox.Around(rows.Blocks.Select(block => block.Box)) with { Bottom = 150 });
    }

    [Fact]
    public void A_head_above_a_column_of_amounts_comes_before_their_rows()
    {
        OcrResult table = Page(
            Column(0, 140, 40, "Candidates", "Pensioners"),
            [Line("2015", 600, 100), Line("2,65", 600, 140), Line("2,10", 600, 180)]);

        Assert.Equal(["2015", "Candidates 2,65", "Pensioners 2,10"], Lines(table));
    }

    [Fact]
    public void Text_that_is_read_from_right_to_left_stays()
    {
        OcrResult page = Page([Line("\u05E9\u05DC\u05D5\u05DD", 600, 100)], [Line("12", 0, 100)]);

        Assert.Same(page, RowAssembly.Apply(page));
    }

    private static string[] Lines(OcrResult page) => [.. RowAssembly.Apply(page).Lines.Select(line => line.Text)];

    /// <summary>A page with a block for each list of lines.</summary>
    private static OcrResult Page(params OcrLine[][] blocks) => new([.. blocks.Select(lines =>
        new OcrBlock("flowing_text", BoundingBox.Around(lines.Select(line => line.Box)), [new OcrParagraph(lines)]))]);

    private static OcrLine[] Column(int left, int top, int pitch, params string[] lines) =>
        [.. lines.Select((text, i) => Line(text, left, top + pitch * i))];

    private static OcrLine Line(string text, int left, int top, int capHeight = CapHeight)
    {
        var words = new List<OcrWord>();
        foreach (string word in text.Split(' '))
        {
            // As high as its characters: without an ascender or a capital letter lower, and deeper with a descender or a comma.
            double above = word.Any(c => char.IsUpper(c) || char.IsDigit(c) || "bdfhkltij".Contains(c)) || word[0] > 127 ? 1 : 0.7;
            double below = word.Any("gjpqy".Contains) ? 0.28 : word.Contains(',') ? 0.15 : 0;
            double right = left + word.Length * CharacterWidth;
            words.Add(new OcrWord(word, new BoundingBox(left, top + (1 - above) * capHeight, right, top + (1 + below) * capHeight), 0.9));
            left += (word.Length + 1) * CharacterWidth;
        }

        return new OcrLine(text, BoundingBox.Around(words.Select(word => word.Box)), words);
    }
}
