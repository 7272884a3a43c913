namespace OcrFunctions.Engine.Tesseract.Network;

/// <summary>A long short-term memory layer without peepholes.</summary>
/// <param name="Inputs">Number of input features.</param>
/// <param name="States">Number of cells, each with one output.</param>
/// <param name="Gates">
/// From inputs and the previous outputs to four times <paramref name="States"/> values: cell inputs, input gates, forget gates and output
/// gates.
/// </param>
/// <param name="IsReversed">Whether it runs from right to left.</param>
internal sealed record LstmLayer(int Inputs, int States, WeightMatrix Gates, bool IsReversed);
