using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OcrFunctions.Cli.CommandLine.Arguments;

/// <summary>Parses a command line.</summary>
internal static class ArgumentParser
{
    private static readonly Option[] Commands = [ArgumentSyntax.Once, ArgumentSyntax.Follow, ArgumentSyntax.Join];

    /// <param name="arguments">The command line.</param>
    /// <param name="parsed">What it says.</param>
    /// <param name="error">A sentence that states the error.</param>
    public static bool TryParse(string[] arguments, out CliArguments parsed, [NotNullWhen(false)] out string? error)
    {
        ParseResult result = ArgumentSyntax.Parse(arguments);
        parsed = new CliArguments
        {
            Command = Given(ArgumentSyntax.Help) ? CliCommand.Help
                : Given(ArgumentSyntax.Version) ? CliCommand.Version
                : Given(ArgumentSyntax.Once) ? CliCommand.Once
                : Given(ArgumentSyntax.Follow) ? CliCommand.Follow
                : Given(ArgumentSyntax.Join) ? CliCommand.Join
                : CliCommand.Serve,
            // The library takes leading words in brackets for directives, which it ignores.
            Files = [.. result.Tokens.Where(token => token.Type == TokenType.Directive).Concat(Files(result)).Select(token => token.Value)],
            Folder = ArgumentSyntax.Follow.In(result),
            Out = ArgumentSyntax.Out.In(result),
            Options = DocumentOption.Read(result),
            PasswordFile = ArgumentSyntax.PasswordFile.In(result),
            Port = int.TryParse(ArgumentSyntax.Port.In(result), CultureInfo.InvariantCulture, out int port) ? port : null,
        };
        error = parsed.Command is CliCommand.Help or CliCommand.Version ? null
            : UnknownOption(result) is { } unknown ? $"Unknown option '{unknown}'."
            : Commands.Where(Given).ToList() is [var one, var other, ..] ? $"{one.Name} and {other.Name} cannot be combined."
            : result.Errors is [var first, ..] ? first.Message
            : ArgumentRules.Check(parsed);
        return error is null;

        // Of a flag that is not given there is an implicit result.
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
    }

    /// <summary>The library takes an unknown option for a file; only after <c>--</c> it is one.</summary>
    private static string? UnknownOption(ParseResult result)
    {
        IEnumerable<Token> options = result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash);
        return Files(result).FirstOrDefault(token => token.Value is ['-', _, ..] && options.Contains(token))?.Value;
    }

    private static IReadOnlyList<Token> Files(ParseResult result) => result.GetResult(ArgumentSyntax.Files)?.Tokens ?? [];
}
