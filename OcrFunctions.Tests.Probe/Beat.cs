using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.Tests.Probe;

/// <summary>A timer whose schedule is a setting.</summary>
public static class Beat
{
    [Function(nameof(Beat))]
    public static void Run([TimerTrigger("%PROBE_SCHEDULE%")] TimerInfo timer) => Journal.Note("beat");
}
