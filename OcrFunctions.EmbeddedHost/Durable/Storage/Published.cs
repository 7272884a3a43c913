using System.Collections.Immutable;
using System.Globalization;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>
/// Which history segments count. Every owner of an instance writes under its own fence number, so that a late write of an
/// earlier owner never lands on a segment of a later one; the row says how many segments of each fence are published.
/// </summary>
internal readonly record struct Published
{
    private readonly ImmutableArray<(int Fence, int Count)> _runs;

    private Published(ImmutableArray<(int, int)> runs) => _runs = runs;

    public static Published None { get; } = new([]);

    public int Count => Runs.Sum(r => r.Count);

    private ImmutableArray<(int Fence, int Count)> Runs => _runs.IsDefault ? [] : _runs;

    public static Published Parse(string text) => new([.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(run =>
    {
        string[] parts = run.Split(':');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    })]);

    /// <summary>Number that the next segment under this fence gets.</summary>
    public int Next(int fence) => Runs is [.., var last] && last.Fence == fence ? last.Count : 0;

    public Published Add(int fence, int segments) => segments == 0 ? this
        : Runs is [.., var last] && last.Fence == fence ? new(Runs.SetItem(Runs.Length - 1, (fence, last.Count + segments)))
        : new(Runs.Add((fence, segments)));

    public bool Contains(int fence, int number) => Runs.Any(r => r.Fence == fence && number < r.Count);

    public IEnumerable<(int Fence, int Number)> All() => Runs.SelectMany(r => Enumerable.Range(0, r.Count).Select(n => (r.Fence, n)));

    public override string ToString() => string.Join(';', Runs.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Fence}:{r.Count}")));
}
