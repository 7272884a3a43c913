using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline;

/// <summary>Refuses settings at start that could only do harm later.</summary>
internal sealed class OcrOptionsCheck : IValidateOptions<OcrOptions>
{
    public ValidateOptionsResult Validate(string? name, OcrOptions options)
    {
        var wrong = new List<string>();
        foreach (string export in options.ExportNames.Where(export => ExportFormat.Find(export) is null))
            wrong.Add($"Ocr__Exports names '{export}', which is none of {string.Join(", ", ExportFormat.OfWords.Select(format => format.Name))}.");
        // Every copy would be taken in as a new document, and its copies after it.
        if (options.WriteBackContainer is StorageNames.Documents or StorageNames.Results)
            wrong.Add($"Ocr__WriteBackContainer cannot be '{options.WriteBackContainer}', which the app itself uses: name another container.");
        if (options.WriteBackContainer.Length > 0 && !options.WriteBackName.Contains("{ext}", StringComparison.Ordinal) && !options.WriteBackName.Contains("{file}", StringComparison.Ordinal))
            wrong.Add("Ocr__WriteBackName has neither {ext} nor {file}: every export would overwrite the one before.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
