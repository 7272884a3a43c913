using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline;

/// <summary>Rejects settings at startup that would cause failures later.</summary>
internal sealed class OcrOptionsCheck : IValidateOptions<OcrOptions>
{
    private static readonly string[] Accelerations = ["auto", "off", "avx2", "avx512", "avxvnni"], Models = ["auto", "best", "fast"];

    public ValidateOptionsResult Validate(string? name, OcrOptions options)
    {
        var errors = new List<string>();
        foreach (string export in ExportFormats.Requested(options).Where(export => ExportFormats.Find(export) is null))
            errors.Add($"Ocr__Exports contains '{export}', which is not one of "
                + $"{string.Join(", ", ExportFormats.All.Select(format => format.Name))}.");
        if (options.PublicUrl.Length > 0 && !IsAddress(options.PublicUrl))
            errors.Add($"Ocr__PublicUrl is '{options.PublicUrl}' and must be the URL of the API, such as https://ocr.example.org/api.");
        // Every copy would be ingested as a new document, and its copies in turn.
        if (options.WriteBackContainer is StorageNames.Documents or StorageNames.Results)
            errors.Add($"Ocr__WriteBackContainer cannot be '{options.WriteBackContainer}', which the app itself uses: name another "
                + "container.");
        if (options.WriteBackContainer.Length > 0 && !options.WriteBackName.Contains("{ext}", StringComparison.Ordinal)
            && !options.WriteBackName.Contains("{file}", StringComparison.Ordinal))
            errors.Add("Ocr__WriteBackName has neither {ext} nor {file}: every export would overwrite the one before.");
        if (options.EngineArguments.Count > 0 && options.EngineProgram.Length == 0)
            errors.Add("Ocr__EngineArguments are arguments of Ocr__EngineProgram, which is not set.");
        if (!Accelerations.Contains(options.Acceleration))
            errors.Add($"Ocr__Acceleration is '{options.Acceleration}' and must be one of {string.Join(", ", Accelerations)}.");
        if (!Models.Contains(options.Models))
            errors.Add($"Ocr__Models is '{options.Models}' and must be one of {string.Join(", ", Models)}.");
        if (options.SecondReaderModel.Length > 0 != options.SecondReaderCharacters.Length > 0)
            errors.Add("Ocr__SecondReaderModel and Ocr__SecondReaderCharacters belong together: set both or neither.");
        if (options.PagesPerChunk < 1)
            errors.Add("Ocr__PagesPerChunk must be at least 1.");
        if (options.PagesPerActivity < 1)
            errors.Add("Ocr__PagesPerActivity must be at least 1.");
        if (options.MaxReviewWords < 0)
            errors.Add("Ocr__MaxReviewWords cannot be negative; 0 is no limit.");
        if (options.AccelerationCheckEvery < 0)
            errors.Add("Ocr__AccelerationCheckEvery cannot be negative.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Links are made by appending to it.</summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https"
            && parsed is { Query: "", Fragment: "" };
}
