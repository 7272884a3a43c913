using System.Globalization;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline;

/// <summary>Rejects settings at startup that would cause failures later.</summary>
internal sealed class OcrOptionsCheck : IValidateOptions<OcrOptions>
{
    private static readonly string[] Accelerations = ["auto", "off", "avx2", "avx512", "avxvnni"], Models = ["auto", "best", "fast"];

    private static readonly (string Name, int Least, Func<OcrOptions, long> Value)[] Numbers =
    [
        (nameof(OcrOptions.EngineProcesses), 0, options => options.EngineProcesses),
        (nameof(OcrOptions.EngineMemoryMegabytes), 0, options => options.EngineMemoryMegabytes),
        (nameof(OcrOptions.PageTimeoutSeconds), 1, options => options.PageTimeoutSeconds),
        (nameof(OcrOptions.DocumentTimeoutMinutes), 0, options => options.DocumentTimeoutMinutes),
        (nameof(OcrOptions.InspectionTimeoutSeconds), 1, options => options.InspectionTimeoutSeconds),
        (nameof(OcrOptions.MaxFileBytes), 1, options => options.MaxFileBytes),
        (nameof(OcrOptions.MaxPages), 1, options => options.MaxPages),
        (nameof(OcrOptions.MaxPagePixels), 1, options => options.MaxPagePixels),
        (nameof(OcrOptions.DocumentWindow), 0, options => options.DocumentWindow),
        (nameof(OcrOptions.PagesPerChunk), 1, options => options.PagesPerChunk),
        (nameof(OcrOptions.PagesPerActivity), 1, options => options.PagesPerActivity),
        (nameof(OcrOptions.PagesPerEngine), 1, options => options.PagesPerEngine),
        (nameof(OcrOptions.MaxReviewWords), 0, options => options.MaxReviewWords),
        (nameof(OcrOptions.AccelerationCheckEvery), 0, options => options.AccelerationCheckEvery),
        (nameof(OcrOptions.ReconcileAfterSeconds), 0, options => options.ReconcileAfterSeconds),
        (nameof(OcrOptions.KeepSourceDays), 0, options => options.KeepSourceDays),
        (nameof(OcrOptions.KeepResultsDays), 0, options => options.KeepResultsDays),
        (nameof(OcrOptions.KeepHistoryDays), 0, options => options.KeepHistoryDays),
        (nameof(OcrOptions.KeepDeadLettersDays), 0, options => options.KeepDeadLettersDays),
    ];

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
        if (options.ReviewBelow is not (>= 0 and <= 1))
            errors.Add(
                string.Create(CultureInfo.InvariantCulture, $"Ocr__ReviewBelow is {options.ReviewBelow} and must be between 0 and 1."));
        if (options.SecretKey.Length > 0 && !SecretCipher.IsKey(options.SecretKey))
            errors.Add($"Ocr__SecretKey must be {SecretCipher.KeyBytes} bytes in base64, such as 'openssl rand -base64 32' prints.");
        errors.AddRange(Numbers.Where(number => number.Value(options) < number.Least).Select(number =>
            string.Create(CultureInfo.InvariantCulture,
                $"Ocr__{number.Name} is {number.Value(options)} and must be at least {number.Least}.")));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Links are made by appending to it.</summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https"
            && parsed is { Query: "", Fragment: "" };
}
