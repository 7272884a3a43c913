using System.CommandLine;
using System.CommandLine.Parsing;

namespace OcrFunctions.Cli.CommandLine.Arguments;

/// <summary>An option with a value. If it is given more than once, the last value counts.</summary>
internal sealed class ValueOption : Option<string[]>
{
    /// <param name="name">The option, such as <c>--out</c>.</param>
    /// <param name="valueName">Name of its value in the help.</param>
    /// <param name="description">Its text in the help.</param>
    public ValueOption(string name, string valueName, string description)
        : base(name)
    {
        (HelpName, Description) = (valueName, description);
        // With a minimum of one, the library would take a following option for the value.
        Arity = ArgumentArity.ZeroOrMore;
        Validators.Add(result =>
        {
            if (string.IsNullOrEmpty(Last(result)))
                result.AddError($"{name} requires a value.");
        });
    }

    /// <returns>Null if the option is not given.</returns>
    public string? In(ParseResult parsed) => parsed.GetResult(this) is { } result ? Last(result) : null;

    private static string? Last(OptionResult result) => result.Tokens is [.., var last] ? last.Value : null;
}
