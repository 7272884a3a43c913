using System.Diagnostics.CodeAnalysis;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>The real engine behind a program that misbehaves on one page of a document whose file contains the mark.</summary>
internal static class EngineDouble
{
    /// <summary>Which page of such a document fails.</summary>
    public const int Page = 2;

    /// <param name="documents">Where the program is written.</param>
    /// <param name="mark">Text in the file of an affected document.</param>
    /// <param name="failure">Shell commands instead of an answer.</param>
    /// <returns>Settings by which the pipeline starts it as its engine.</returns>
    public static Dictionary<string, string?> Settings(TestDocuments documents, string mark, [StringSyntax("bash")] string failure)
    {
        string script = documents.NewPath("sh");
        File.WriteAllText(script, $$"""
            coproc engine { exec 'dotnet' exec '{{Engine}}' 2>&2; }
            read -r hello <&"${engine[0]}"; printf '%s\n' "$hello"
            while read -r line; do
              path=${line#*\"path\":\"}; path=${path%%\"*}
              if [[ $line == *recognize*'"page":{{Page}},'* ]] && grep -qa '{{mark}}' "$path"; then {{failure}}; fi
              printf '%s\n' "$line" >&"${engine[1]}"
              read -r answer <&"${engine[0]}" || exit 3
              printf '%s\n' "$answer"
            done
            """);
        return new() { ["Ocr:EngineProgram"] = "/bin/bash", ["Ocr:EngineArguments:0"] = script };
    }

    private static string Engine => Path.Combine(AppContext.BaseDirectory, "engine", "OcrFunctions.Engine.dll");
}
