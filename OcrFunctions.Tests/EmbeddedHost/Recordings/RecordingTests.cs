
namespace OcrFunctions.Tests.EmbeddedHost.Recordings;

/// <summary>
/// The probe's functions on the embedded host against what they did on the real one. Every difference stands in the table of
/// docs/embedded-host.md with its reason, and what stands there is different.
/// </summary>
public sealed class RecordingTests(ReplayedRecordings replays) : IClassFixture<ReplayedRecordings>
{
    public static TheoryData<string> Names => [.. ReplayedRecordings.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_does_what_the_real_host_did_but_for_what_the_table_says(string recording)
    {
        Probe.Get();
        DifferenceRow[] rows = [.. DifferenceTable.Read().Where(row => row.Recording.Split(' ').Contains(recording))];

        List<Difference> differences = await replays.DifferencesAsync(recording);

        string[] untold = [.. differences.Where(d => !rows.Any(row => row.Covers(d))).Select(d => $"| {recording} {d} |")];
        string[] untrue = [.. rows.Where(row => !differences.Any(row.Covers)).Select(row => row.Line)];
        Assert.True(untold.Length == 0, $"Different from the real host, and not in the table of docs/embedded-host.md:\n{string.Join('\n', untold)}");
        Assert.True(untrue.Length == 0, $"In the table of docs/embedded-host.md, and not different:\n{string.Join('\n', untrue)}");
    }

    [Fact]
    public void What_the_probe_asks_for_beyond_the_surface_is_refused_with_a_sentence() => Assert.Equal(DifferenceTable.ReadRefused(), Probe.Get().Refused);

    [Fact]
    public void Every_row_of_the_table_names_recordings_and_a_reason() => Assert.All(DifferenceTable.Read(), row =>
    {
        Assert.Subset(ReplayedRecordings.Names.ToHashSet(), row.Recording.Split(' ').ToHashSet());
        Assert.NotEmpty(row.Because);
    });

    [Fact]
    public void Every_recording_is_replayed() =>
        Assert.Equal(Recording.Files().Select(file => Path.GetFileName(file).Split('-')[0]), ReplayedRecordings.Names.Order(StringComparer.Ordinal));
}
