using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using OcrFunctions.Benchmarks.Throughput;

namespace OcrFunctions.Benchmarks.Scaling;

/// <summary>
/// Pages a second of one and of several hosts on this machine: with real engines, where they share its cores, and with engines that sleep,
/// where each has a machine's engines to itself. It starts Azurite and the hosts itself.
/// </summary>
internal sealed class ScaleReport
{
    /// <summary>Engines of each host that sleep, and the time of a page.</summary>
    private const int SleepingEngines = 2;

    private const string Real = "real", Sleeping = "sleeping";

    private const int PagesOfSleeping = 24, SleepingDocumentsPerHost = 2, RealDocuments = 12;

    private static readonly int[] HostsWithRealEngines = [1, 2, 3], HostsWithSleepingEngines = [1, 2, 4, 8];

    private static readonly TimeSpan SleepOfPage = TimeSpan.FromSeconds(1.5), Poll = TimeSpan.FromMilliseconds(500);

    private readonly string _repository;
    private readonly byte[] _file;
    private readonly string _name;

    private ScaleReport(string repository, string file)
    {
        _repository = repository;
        _file = File.ReadAllBytes(file);
        _name = Path.GetFileName(file);
    }

    public const string Usage =
        $"  scale REPOSITORY FILE.pdf [{Real}] [{Sleeping}]   pages a second of 1 to 3 hosts with real engines, which share this machine's "
            + "cores, and of 1 to 8 hosts with engines that sleep instead of computing; starts Azurite and the hosts of a built repository";

    /// <param name="repository">Folder of the repository, built.</param>
    /// <param name="file">A PDF, which is read as a scan.</param>
    /// <param name="kinds">Kinds of engines, <c>real</c> and <c>sleeping</c>; empty for both.</param>
    public static async Task<int> RunAsync(string repository, string file, IReadOnlyCollection<string> kinds)
    {
        var report = new ScaleReport(repository, file);
        Console.WriteLine("| hosts | engines | pages | seconds | pages a second | CPU ms a page: engines | hosts and workers | Azurite |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (int hosts in HostsWithRealEngines.Where(_ => kinds.Count == 0 || kinds.Contains(Real)))
            await report.PrintAsync(hosts, "real, sharing the cores", new Dictionary<string, string>(), "&mode=force", RealDocuments);
        foreach (int hosts in HostsWithSleepingEngines.Where(_ => kinds.Count == 0 || kinds.Contains(Sleeping)))
        {
            var settings = new Dictionary<string, string>(SleepingEngine.Settings(PagesOfSleeping, SleepOfPage))
            {
                ["Ocr__EngineProcesses"] = SleepingEngines.ToString(CultureInfo.InvariantCulture),
            };
            string engines = string.Create(CultureInfo.InvariantCulture,
                $"sleep {SleepOfPage.TotalSeconds} s a page, at most {SleepingEngines * hosts / SleepOfPage.TotalSeconds:0.0} a second");
            await report.PrintAsync(hosts, engines, settings, "", SleepingDocumentsPerHost * hosts);
        }

        return 0;
    }

    private async Task PrintAsync(int hosts, string engines, IReadOnlyDictionary<string, string> settings, string options, int documents)
    {
        using LocalAzurite azurite = await LocalAzurite.StartAsync(_repository);
        using HostCluster cluster = await HostCluster.StartAsync(_repository, azurite.ConnectionString, hosts, settings);
        // Loads models and compiles code on every host.
        await ReadAsync(cluster.App, options + "&pages=1-2", 4 * hosts);
        ProcessTimes before = Now();
        var watch = Stopwatch.StartNew();
        int pages = await ReadAsync(cluster.App, options, documents);
        watch.Stop();
        ProcessTimes parts = Now() - before;
        double seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {hosts} | {engines} | {pages} | {seconds:0.0} | {pages / seconds:0.00} | {1000 * parts.Engines / pages:0} "
                + $"| {1000 * (parts.Host + parts.Worker) / pages:0} | {1000 * parts.Azurite / pages:0} |"));
    }

    /// <summary>Others may run on this machine, too.</summary>
    private static ProcessTimes Now() => ProcessTimes.Of(Processes.DescendantsOf(Environment.ProcessId));

    /// <summary>Reads the file as a number of documents, all at once.</summary>
    /// <returns>Pages that were read.</returns>
    /// <exception cref="InvalidOperationException">A document did not succeed.</exception>
    private async Task<int> ReadAsync(ServedApp app, string options, int documents)
    {
        string[] ids = await Task.WhenAll(Enumerable.Range(0, documents).Select(async _ =>
        {
            using var body = new ByteArrayContent(_file);
            return await app.PostAsync(body, $"name={Uri.EscapeDataString(_name)}{options}");
        }));
        int pages = 0;
        foreach (string id in ids)
        {
            JsonObject document = await app.EndAsync(id, Poll);
            if ((string)document["status"]! != "Succeeded")
                throw new InvalidOperationException(document.ToJsonString());
            pages += (int)document["progress"]!["pagesDone"]!;
        }

        return pages;
    }
}
