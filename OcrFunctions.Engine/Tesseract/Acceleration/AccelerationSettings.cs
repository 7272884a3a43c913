using System.Globalization;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>What the process that started the engine asks for.</summary>
/// <param name="Instructions"><see cref="Auto"/>, <see cref="Off"/>, or the name of an instruction set of <see cref="Kernel"/>.</param>
/// <param name="CheckEvery">One line in this many is also read by stock Tesseract and compared; 0 for none but each model's first.</param>
internal sealed record AccelerationSettings(string Instructions, int CheckEvery)
{
    public const string Auto = "auto";
    public const string Off = "off";

    private const int DefaultCheckEvery = 500;

    /// <summary>From <c>OCRFUNCTIONS_ACCELERATION</c> and <c>OCRFUNCTIONS_ACCELERATION_CHECK_EVERY</c>.</summary>
    public static AccelerationSettings OfEnvironment() =>
        new(
            Environment.GetEnvironmentVariable("OCRFUNCTIONS_ACCELERATION") is { Length: > 0 } instructions ? instructions : Auto,
            int.TryParse(Environment.GetEnvironmentVariable("OCRFUNCTIONS_ACCELERATION_CHECK_EVERY"), NumberStyles.None,
                CultureInfo.InvariantCulture, out int every) ? every : DefaultCheckEvery);
}
