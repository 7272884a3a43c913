using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Tests.Pipeline;

/// <summary>Temporary folders of this process and of processes that were killed.</summary>
public sealed class TempWorkspaceTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("temp-workspace-").FullName;

    [Fact]
    public void A_folder_whose_owner_was_killed_before_this_process_started_is_removed_at_the_start()
    {
        string abandoned = Abandon("ocrfunctions-killed");
        using TempWorkspace own = Create();
        Assert.Equal([own.Path], Directory.GetDirectories(_parent));
        Assert.False(Directory.Exists(abandoned));
    }

    [Fact]
    public void A_folder_whose_owner_was_killed_after_this_process_started_is_removed_at_the_end()
    {
        TempWorkspace own = Create();
        Abandon("ocrfunctions-killed");
        own.Dispose();
        Assert.Empty(Directory.GetDirectories(_parent));
    }

    [Fact]
    public void A_folder_that_an_engine_still_writes_to_is_removed()
    {
        TempWorkspace own = Create();
        bool ends = false;
        using var writes = new ManualResetEventSlim();
        var engine = new Thread(() =>
        {
            for (int i = 0; !Volatile.Read(ref ends); i++)
                try
                {
                    File.WriteAllText(Path.Combine(own.Path, $"{i}.png"), "");
                    writes.Set();
                }
                catch (DirectoryNotFoundException)
                {
                    // It is being removed.
                }
        });
        engine.Start();
        writes.Wait(TestContext.Current.CancellationToken);
        own.Dispose();
        Volatile.Write(ref ends, true);
        engine.Join();
        Assert.Empty(Directory.GetDirectories(_parent));
    }

    [Fact]
    public void What_could_not_be_removed_at_once_is_removed_by_the_next_process()
    {
        Directory.CreateDirectory(Path.Combine(_parent, "ocrfunctions-killed.removed"));
        Create().Dispose();
        Assert.Empty(Directory.GetDirectories(_parent));
    }

    [Fact]
    public void The_folder_of_a_process_that_runs_is_kept()
    {
        using TempWorkspace other = Create();
        Create().Dispose();
        Assert.Equal([other.Path], Directory.GetDirectories(_parent));
    }

    [Fact]
    public void A_folder_without_a_lock_is_kept()
    {
        string foreign = Directory.CreateDirectory(Path.Combine(_parent, "ocrfunctions-documents")).FullName;
        Create().Dispose();
        Assert.Equal([foreign], Directory.GetDirectories(_parent));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private TempWorkspace Create() => new(Options.Create(new OcrOptions { TempFolder = _parent }));

    /// <summary>A folder as a killed process leaves it: with files, its lock no longer held.</summary>
    private string Abandon(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_parent, name)).FullName;
        File.WriteAllText(Path.Combine(folder, ".lock"), "");
        File.WriteAllText(Path.Combine(folder, "page.png"), "");
        return folder;
    }
}
