using System.Diagnostics.CodeAnalysis;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>The real engine behind a program that does something else on pages whose file says so: a page of a document that contains the word.</summary>
internal static class EngineDouble
{
    /// <summary>Which page of such a document goes wrong.</summary>
    public const int Page = 2;

    /// <param name="options">Settings.</param>
    /// <param name="documents">Where the program is written.</param>
    /// <param name="mark">Text in the file of a document that is treated so.</param>
    /// <param name="misbehave">Shell commands instead of an answer.</param>
    public static EngineProgram Of(OcrOptions options, TestDocuments documents, string mark, [StringSyntax("bash")] string misbehave)
    {
        string script = documents.NewPath("sh");
        File.WriteAllText(script, $$"""
            coproc engine { exec 'dotnet' exec '{{Engine}}' 2>&2; }
            read -r hello <&"${engine[0]}"; printf '%s\n' "$hello"
            while read -r line; do
              path=${line#*\"path\":\"}; path=${path%%\"*}
              if [[ $line == *recognise*'"page":{{Page}},'* ]] && grep -qa '{{mark}}' "$path"; then {{misbehave}}; fi
              printf '%s\n' "$line" >&"${engine[1]}"
              read -r answer <&"${engine[0]}" || exit 3
              printf '%s\n' "$answer"
            done
            """);
        return new EngineProgram(options, ["/bin/bash", script]);
    }

    private static string Engine => Path.Combine(AppContext.BaseDirectory, "engine", "OcrFunctions.Engine.dll");
}
