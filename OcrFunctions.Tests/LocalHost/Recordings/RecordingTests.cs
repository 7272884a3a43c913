using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.LocalHost.Recordings;

/// <summary>
/// The probe's functions on the local host against what they did on the real one. Every difference is in the table of
/// docs/local-host.md with its reason, and every row there is a difference.
/// </summary>
public sealed class RecordingTests(ReplayedRecordings replays) : IClassFixture<ReplayedRecordings>
{
    public static TheoryData<string> Names => [.. ReplayedRecordings.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_does_what_the_real_host_did_except_for_the_differences_in_the_table(string recording)
    {
        Repository.SharedFile("host-traces");
        IReadOnlyList<DifferenceRow> rows = DifferenceTable.Read(recording);

        List<Difference> differences = await replays.DifferencesAsync(recording);

        string[] untold = [.. differences.Where(d => !rows.Any(row => row.Covers(d))).Select(d => $"| {recording} {d} |")];
        string[] untrue = [.. rows.Where(row => !differences.Any(row.Covers)).Select(row => row.Line)];
        Assert.True(untold.Length == 0,
            $"Different from the real host, and not in the table of docs/local-host.md:\n{string.Join('\n', untold)}");
        Assert.True(untrue.Length == 0, $"In the table of docs/local-host.md, and not different:\n{string.Join('\n', untrue)}");
    }

    [Fact]
    public void Every_row_of_the_table_names_recordings_and_a_reason() => Assert.All(DifferenceTable.Read(), row =>
    {
        Assert.Subset(ReplayedRecordings.Names.ToHashSet(), row.Recording.Split(' ').ToHashSet());
        Assert.NotEmpty(row.Because);
    });

    [Fact]
    public void Every_recording_is_replayed() =>
        Assert.Equal(Recording.Files().Select(file => Path.GetFileName(file).Split('-')[0]),
            ReplayedRecordings.Names.Order(StringComparer.Ordinal));
}
