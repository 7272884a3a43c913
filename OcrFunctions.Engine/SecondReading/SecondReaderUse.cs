namespace OcrFunctions.Engine.SecondReading;

/// <summary>What a second recognizer can do for a language.</summary>
internal enum SecondReaderUse
{
    /// <summary>Nothing: it does not know the script.</summary>
    Off,

    /// <summary>It lacks letters of the language: it can confirm and doubt, and never replaces.</summary>
    AgreesOnly,

    /// <summary>It has the letters of the language: a sure text of it replaces a doubtful one.</summary>
    Replaces,

    /// <summary>It reads the language better than Tesseract, and by default without it.</summary>
    ReadsAlone,
}
