using System.Collections.Concurrent;
using System.Text;
using OcrFunctions.Engine.ProcessLifetime;

namespace OcrFunctions.Engine.Requests;

/// <summary>Reads standard input on a separate thread, so that its end is noticed while native code runs.</summary>
internal sealed class RequestReader : IDisposable
{
    private readonly BlockingCollection<string> _lines = [];

    public static RequestReader Start()
    {
        var reader = new RequestReader();
        new Thread(reader.Read) { IsBackground = true, Name = "standard input" }.Start();
        return reader;
    }

    /// <summary>Request lines as they arrive. It does not return: the process ends with its input.</summary>
    public IEnumerable<string> Lines() => _lines.GetConsumingEnumerable();

    public void Dispose() => _lines.Dispose();

    private void Read()
    {
        try
        {
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            while (input.ReadLine() is { } line)
                _lines.Add(line);
        }
        finally
        {
            ProcessExit.Now();
        }
    }
}
