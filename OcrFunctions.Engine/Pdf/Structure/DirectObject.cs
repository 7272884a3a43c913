using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>Follows references.</summary>
internal static class DirectObject
{
    /// <summary>A chain of references that is longer runs in a circle.</summary>
    private const int MostSteps = 10;

    /// <summary>What a token is or refers to, if it is of this kind.</summary>
    public static T? Of<T>(IToken? token, IPdfTokenScanner scanner)
        where T : class, IToken
    {
        for (int i = 0; i < MostSteps && token is IndirectReferenceToken reference; i++)
            token = scanner.Get(reference.Data)?.Data;
        return token as T;
    }

    /// <summary>An entry of a dictionary, if it is of this kind.</summary>
    public static T? Entry<T>(DictionaryToken? dictionary, string name, IPdfTokenScanner scanner)
        where T : class, IToken =>
        dictionary is not null && dictionary.Data.TryGetValue(name, out IToken? token) ? Of<T>(token, scanner) : null;
}
