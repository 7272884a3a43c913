namespace OcrFunctions.Engine.SearchableText;

/// <summary>What a standard, such as PDF/A, requires of a PDF of images besides its pages.</summary>
internal interface IPdfConformance
{
    /// <summary>Shortest side of a page, in points.</summary>
    double MinSide { get; }

    /// <summary>Whether a JPEG may be embedded unchanged; otherwise it is decoded.</summary>
    bool Allows(JpegHeader jpeg);

    /// <summary>Whether a JPEG 2000 file may be embedded unchanged; otherwise it is decoded.</summary>
    bool AllowsJpeg2000(string path);

    /// <summary>Writes the parts that the standard requires.</summary>
    /// <returns>Entries of the catalog.</returns>
    string Write(PdfFileWriter pdf);

    /// <returns>Entries of the trailer: the file's identifier.</returns>
    string Identifier();
}
