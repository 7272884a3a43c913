namespace OcrFunctions.Engine.Ocr;

/// <summary>What layout analysis may assume about an image; Tesseract's term and meaning.</summary>
internal enum PageSegmentationMode
{
    /// <summary>Nothing: full layout analysis.</summary>
    Auto,

    /// <summary>One block of text in one column.</summary>
    SingleBlock,

    /// <summary>One line of text.</summary>
    SingleLine,

    /// <summary>As much text as possible in no particular order.</summary>
    SparseText,
}
