using System.Reflection;

namespace OcrFunctions.Local.Terminal;

/// <summary>What <c>--help</c> and <c>--version</c> say.</summary>
internal static class Usage
{
    public const string Text = """
        Usage:
          ./run [--port P]               serve until Ctrl+C: POST files, or drop them into the container 'documents'
          ./run --once FILE... [options] read files, folders or "patterns*.pdf", say what came of them, and end
          ./run --follow DIR [options]   serve, and read what is and what comes in DIR, until Ctrl+C

        Options:
          --out DIR             save results in DIR: NAME.txt, NAME.json and the searchable NAME.ocr.pdf for each file
                                (--once prints the texts without it; --follow saves them beside the files)
          --language L          Tesseract language codes, such as eng or deu+eng (default: eng)
          --mode M              text that PDF pages already carry: auto keeps it where it is good, force reads every page,
                                skip reads none (default: auto)
          --pages P             only these pages, such as 1-3,7 (with --once)
          --password-file FILE  password of encrypted PDFs, the first line of FILE; or set OCR_PASSWORD, or be asked
          --port P              port on 127.0.0.1 (default: 7071; 0 takes a free one)
          --version             say which version this is

        Texts and names of saved files go to standard output, everything else to standard error.
        Exit code with --once: 0 all succeeded, 2 some partially, 1 any failed.
        OCRFUNCTIONS_DATA is the folder for storage and state (default: .ocrfunctions beside ./run).
        While a ./run serves, --once and --follow of another one send their files to it.
        """;

    public static string Version =>
        $"OcrFunctions {typeof(Usage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}, .NET {Environment.Version}";
}
