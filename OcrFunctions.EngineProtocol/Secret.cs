namespace OcrFunctions.EngineProtocol;

/// <summary>
/// A text that must not appear in logs, such as a password: it prints <c>***</c>, and so does every record that contains it. As JSON it has
/// no content, except where a property names <see cref="SecretTextConverter"/>.
/// </summary>
public sealed record Secret
{
    private const string Mask = "***";

    private readonly string _text;

    private Secret(string text) => _text = text;

    /// <summary>Makes a secret of a text.</summary>
    /// <returns>Null for an empty text, which is none.</returns>
    public static Secret? Of(string? text) => string.IsNullOrEmpty(text) ? null : new Secret(text);

    /// <summary>The text itself. Pass it on only to what needs it.</summary>
    public string Reveal() => _text;

    public override string ToString() => Mask;
}
