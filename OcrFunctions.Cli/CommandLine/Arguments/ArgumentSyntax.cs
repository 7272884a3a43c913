using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;

namespace OcrFunctions.Cli.CommandLine.Arguments;

/// <summary>The options of the command line, and the help that lists them.</summary>
internal static class ArgumentSyntax
{
    private const string About = """
        Turns scanned documents into text.

        ./run                   serve until Ctrl+C: POST files, or drop them into the
                                container 'documents'
        ./run --once FILE...    read files, report their results, and end
        ./run --follow DIR      serve, and read the files in DIR and every new one
        ./run --join            work for the storage account of other machines

        Texts and names of saved files go to standard output, everything else to
        standard error. Exit code with --once: 0 all succeeded, 2 some partially, 1 any
        failed. OCRFUNCTIONS_DATA is the folder for storage and state (default:
        .ocrfunctions beside ./run). While a ./run serves, --once and --follow of
        another one send their files to it.

        A machine that joins takes the storage account from AzureWebJobsStorage, as the
        other machines do, and serves nothing but /api/health/live and /api/health/ready
        on 127.0.0.1.
        """;

    private static readonly Command Root;

    private static readonly ParserConfiguration Configuration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    static ArgumentSyntax()
    {
        // Only refused, with a reason.
        var password = new Option<string[]>("--password") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };
        password.Validators.Add(result => result.AddError("A password on the command line is visible to every user of this machine. "
            + "Use --password-file FILE or OCR_PASSWORD, or enter it when asked."));
        Port.Validators.Add(result =>
        {
            if (result.Tokens is [.., var last] && !ushort.TryParse(last.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError($"'{last.Value}' is not a valid port.");
        });
        // Not a RootCommand, which brings options of its own.
        Root = new Command("./run", About) { Files, password, Once, Follow, Join, Out };
        foreach (Option option in (Option[])[.. DocumentOption.All.Select(option => option.Option), PasswordFile, Port, Version, Help])
            Root.Options.Add(option);
    }

    public static Argument<string[]> Files { get; } = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "files, folders or \"patterns*.pdf\" to read (with --once)",
    };

    public static Option<bool> Once { get; } = new("--once") { Arity = ArgumentArity.Zero, Description = "read FILE... and end" };

    public static ValueOption Follow { get; } = new("--follow", "DIR", "read the files in DIR and every new one, until Ctrl+C");

    public static Option<bool> Join { get; } = new("--join")
    {
        Arity = ArgumentArity.Zero,
        Description = "only work: read the documents of the storage account in AzureWebJobsStorage together with its other machines",
    };

    public static ValueOption Out { get; } = new("--out", "DIR",
        "save results in DIR: NAME.txt, NAME.json and the searchable NAME.ocr.pdf for each file "
        + "(--once prints the texts without it; --follow saves them beside the files)");

    public static ValueOption PasswordFile { get; } = new("--password-file", "FILE",
        "password of encrypted PDFs, the first line of FILE; or set OCR_PASSWORD, or enter it when asked");

    public static ValueOption Port { get; } = new("--port", "P",
        "port on 127.0.0.1 (default: 7071; 0 takes a free one, as --join does where 7071 is taken)");

    public static Option<bool> Version { get; } = new("--version") { Arity = ArgumentArity.Zero, Description = "print the version" };

    public static HelpOption Help { get; } = new("--help", "-h") { Description = "print this help" };

    /// <summary>Names of the options that apply to reading files.</summary>
    public static IReadOnlyList<string> ReadingOptions =>
        [Out.Name, .. DocumentOption.All.Select(option => option.Option.Name), PasswordFile.Name];

    public static ParseResult Parse(string[] arguments) => Root.Parse(arguments, Configuration);

    /// <param name="width">Longest line, in characters.</param>
    public static string HelpText(int width)
    {
        var text = new StringWriter();
        Help.Action = new HelpAction { MaxWidth = width };
        Parse([Help.Name]).Invoke(new InvocationConfiguration { Output = text });
        // Wrapped lines end with the space that they were wrapped at.
        return string.Join('\n', text.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }
}
