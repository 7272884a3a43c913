#:package Azure.Storage.Blobs
#:package Azure.Data.Tables

// Shows the contents of the storage account using only Azure's own clients, as your own program would:
//   dotnet run scripts/look.cs              documents, newest first, with their pages and what was written for them
//   dotnet run scripts/look.cs scan.pdf     drops a file into the container, where the app finds it
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

string account = Environment.GetEnvironmentVariable("AzureWebJobsStorage") is { Length: > 0 } set ? set
    : File.Exists(".ocrfunctions/connection-string") ? File.ReadAllText(".ocrfunctions/connection-string").Trim()
    : "UseDevelopmentStorage=true";
var blobs = new BlobServiceClient(account, new BlobClientOptions { Retry = { MaxRetries = 1 } });
var documents = new TableClient(account, "Documents", new TableClientOptions { Retry = { MaxRetries = 1 } });
try
{
    if (args.Length > 0)
        await Drop(args);
    else
        await Show();
    return 0;
}
catch (Exception e) when (e is RequestFailedException or AggregateException)
{
    Console.Error.WriteLine(
        "The storage account does not respond as expected. Start ./run, or set AzureWebJobsStorage. "
            + $"({e.GetBaseException().Message.Split('\n')[0]})");
    return 1;
}

async Task Drop(IEnumerable<string> files)
{
    foreach (string file in files)
    {
        string name = "dropped/" + Path.GetFileName(file);
        await blobs.GetBlobContainerClient("documents").GetBlobClient(name).UploadAsync(file, overwrite: true);
        Console.WriteLine($"documents/{name}");
    }
}

async Task Show()
{
    List<TableEntity> summaries = await documents.QueryAsync<TableEntity>("RowKey eq 'document'").ToListAsync();
    foreach (TableEntity document in summaries.OrderByDescending(row => row["CreatedAt"]))
    {
        string id = document.PartitionKey;
        Console.WriteLine($"{id}  {document["Status"]}  {document["Name"]}");
        await foreach (TableEntity page in documents.QueryAsync<TableEntity>(
            $"PartitionKey eq '{id}' and RowKey ge 'page-' and RowKey lt 'page.'"))
            Console.WriteLine($"  {page.RowKey}  {page["Status"]}  confidence {page["Confidence"]:0.000}  {Beginning($"{page["Text"]}")}");
        await foreach (BlobItem blob in blobs.GetBlobContainerClient("results")
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, id + "/", default))
            Console.WriteLine($"  results/{blob.Name}  {blob.Properties.ContentLength:N0} bytes");
    }
}

static string Beginning(string text)
{
    string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    return line.Length > 60 ? line[..60] + "…" : line;
}
