using OcrFunctions.Cli.CommandLine.Arguments;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Tests.Run;

/// <summary>Arguments of <c>./run</c>.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public void Without_arguments_it_serves()
    {
        CliArguments parsed = Parse();

        Assert.Equal((CliCommand.Serve, null), (parsed.Command, parsed.Port));
        Assert.Empty(parsed.Files);
    }

    [Fact]
    public void Files_and_options_may_stand_in_any_order_and_a_value_may_be_joined_by_an_equals_sign()
    {
        CliArguments parsed =
            Parse("one.pdf", "--language=deu+eng", "--once", "two=2.pdf", "--out", "results", "--pages", "1-3", "@three.pdf", "--port=0");

        Assert.Equal(CliCommand.Once, parsed.Command);
        Assert.Equal(["one.pdf", "two=2.pdf", "@three.pdf"], parsed.Files);
        Assert.Equal(("results", 0), (parsed.Out, parsed.Port));
        Assert.Equal("deu+eng", parsed.Options.Texts[DocumentOptions.LanguageKey]);
        Assert.Equal("1-3", parsed.Options.Texts[DocumentOptions.PagesKey]);
        Assert.Equal(2, parsed.Options.Texts.Count);
    }

    [Fact]
    public void Of_an_option_that_is_given_twice_the_last_value_counts() =>
        Assert.Equal("second", Parse("--out", "first", "--follow", "scans", "--out=second").Out);

    [Fact]
    public void After_two_dashes_everything_is_a_file() =>
        Assert.Equal(["-scan.pdf", "--out", "--"], Parse("--once", "--", "-scan.pdf", "--out", "--").Files);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h", "--frobnicate")]
    [InlineData("--once", "--help")]
    public void Help_is_printed_whatever_else_is_given(params string[] arguments) =>
        Assert.Equal(CliCommand.Help, Parse(arguments).Command);

    [Theory]
    [InlineData("Unknown option '--frobnicate'.", "--frobnicate")]
    [InlineData("Unknown option '-x'.", "--once", "scan.pdf", "-x")]
    [InlineData("Unexpected argument 'a.pdf'. To read files, use --once.", "a.pdf")]
    [InlineData("Unexpected argument '[a]'. To read files, use --once.", "[a]")]
    [InlineData("Unexpected argument 'a.pdf': --follow takes one folder.", "--follow", "scans", "a.pdf")]
    [InlineData("--once requires at least one file or folder.", "--once")]
    [InlineData("--once and --follow cannot be combined.", "--once", "--follow", "scans")]
    [InlineData("--once and --join cannot be combined.", "--join", "--once", "scan.pdf")]
    [InlineData("--follow and --join cannot be combined.", "--join", "--follow", "scans")]
    [InlineData("--follow requires a value.", "--follow")]
    [InlineData("--out requires a value.", "--once", "scan.pdf", "--out=")]
    [InlineData("--out requires a value.", "--once", "scan.pdf", "--out", "--port", "0")]
    [InlineData("--pages requires --once.", "--follow", "scans", "--pages", "1")]
    [InlineData(
        "--out, --language, --mode, --second-reader, --engine, --max-review-words, --pages and --password-file require --once or "
            + "--follow.",
        "--language", "deu")]
    [InlineData(
        "--out, --language, --mode, --second-reader, --engine, --max-review-words, --pages and --password-file require --once or "
            + "--follow.",
        "--join", "--out", "results")]
    [InlineData("'all' is not a valid secondReader: expected off, doubtful or thorough.", "--once", "scan.pdf", "--second-reader", "all")]
    [InlineData("'many' is not a valid port.", "--port", "many")]
    [InlineData("'65536' is not a valid port.", "--port", "65536")]
    [InlineData("'sometimes' is not a valid mode: expected auto, force or skip.", "--once", "scan.pdf", "--mode", "sometimes")]
    public void An_invalid_command_line_is_refused_with_one_sentence(string sentence, params string[] arguments)
    {
        Assert.False(ArgumentParser.TryParse(arguments, out _, out string? error));
        Assert.Equal(sentence, error);
    }

    [Fact]
    public void A_connection_string_on_the_command_line_is_refused_and_not_repeated()
    {
        Assert.False(ArgumentParser.TryParse(["--join", "DefaultEndpointsProtocol=https;AccountKey=c2VjcmV0"], out _, out string? error));
        Assert.StartsWith("--join takes no argument. The storage account comes from AzureWebJobsStorage: ", error);
        Assert.DoesNotContain("c2VjcmV0", error);
    }

    [Theory]
    [InlineData("--password", "secret")]
    [InlineData("--password=secret")]
    public void A_password_on_the_command_line_is_refused_and_not_repeated(params string[] arguments)
    {
        Assert.False(ArgumentParser.TryParse(arguments, out _, out string? error));
        Assert.Contains("--password-file FILE", error);
        Assert.DoesNotContain("secret", error);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_help_fits_the_width_and_lists_every_option(int width)
    {
        string help = ArgumentSyntax.HelpText(width);
        string[] options =
            ["--once", "--follow", "--out", .. DocumentOption.All.Select(option => option.Option.Name), "--password-file", "--port",
                "--version", "-h, --help"];

        Assert.All(help.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
        Assert.All(options, option => Assert.Contains($"  {option}", help));
        Assert.Contains("Usage:", help);
        Assert.DoesNotContain("--password ", help);
    }

    private static CliArguments Parse(params string[] arguments)
    {
        Assert.True(ArgumentParser.TryParse(arguments, out CliArguments parsed, out string? error), error);
        return parsed;
    }
}
