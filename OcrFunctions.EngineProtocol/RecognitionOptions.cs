namespace OcrFunctions.EngineProtocol;

/// <summary>The options of a document on which the recognition of its pages depends.</summary>
/// <param name="Language">Tesseract language codes joined by <c>+</c>, such as <c>eng</c> or <c>deu+eng</c>.</param>
/// <param name="Mode">What is done with text that a page already carries.</param>
/// <param name="SecondReader">Which words a second recognizer reads again.</param>
/// <param name="Engine">Who reads first.</param>
public sealed record RecognitionOptions(
    string Language, TextMode Mode = TextMode.Auto, SecondReaderMode SecondReader = SecondReaderMode.Off,
    EngineChoice Engine = EngineChoice.Auto);
