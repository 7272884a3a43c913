using System.Threading.Channels;

namespace OcrFunctions.Tests.EmbeddedHost.Hosting;

/// <summary>What the functions of an app noted, in order; waiting for it takes no longer than it must.</summary>
internal sealed class Seen
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<object> _notes = Channel.CreateUnbounded<object>();

    public void Note(object what) => Assert.True(_notes.Writer.TryWrite(what));

    /// <summary>The next note, which may not have come yet.</summary>
    public async Task<T> NextAsync<T>() => (T)await _notes.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    public async Task<T[]> NextAsync<T>(int count)
    {
        var notes = new T[count];
        for (int n = 0; n < count; n++)
            notes[n] = await NextAsync<T>();
        return notes;
    }

    /// <summary>Nothing has been noted that was not taken.</summary>
    public void AssertNoMore() => Assert.False(_notes.Reader.TryRead(out object? note), $"noted besides: {note}");
}
