namespace OcrFunctions.Engine.Tesseract.Network;

/// <summary>A node of the network's tree as the model stores it.</summary>
/// <param name="Type">Tesseract's name of its class, such as <c>Series</c> or <c>SummLSTM</c>.</param>
/// <param name="Inputs">Number of input features.</param>
/// <param name="Outputs">Number of output features.</param>
/// <param name="Sizes">Its further numbers: of an input its shape, of <c>Convolve</c> and <c>Maxpool</c> the two sizes.</param>
/// <param name="Weights">Its matrices, in Tesseract's order.</param>
/// <param name="Children">The nodes that it joins.</param>
internal sealed record NetworkLayer(
    string Type, int Inputs, int Outputs, int[] Sizes, WeightMatrix[] Weights, NetworkLayer[] Children);
