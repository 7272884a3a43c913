using OcrFunctions.Benchmarks;

if (args is not ["read", var corpus, var output, .. var rest])
{
    Console.Error.WriteLine(CorpusOptions.Usage);
    return 2;
}

return await CorpusReading.RunAsync(CorpusOptions.Parse(corpus, output, rest));
