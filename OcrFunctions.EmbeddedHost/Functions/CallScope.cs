using System.Collections;

namespace OcrFunctions.EmbeddedHost.Functions;

/// <summary>Marks what is logged during a call with function and invocation.</summary>
internal sealed class CallScope(string function, string invocation) : IReadOnlyList<KeyValuePair<string, object>>
{
    public string Function => function;

    public int Count => 2;

    public KeyValuePair<string, object> this[int index] => index switch
    {
        0 => new("FunctionName", function),
        1 => new("InvocationId", invocation),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{function} {invocation}";
}
