using OcrFunctions.Engine.ProcessLifetime;
using OcrFunctions.Engine.Requests;

// The order matters: OpenMP is disabled before libtesseract can load, and standard output is reserved before anything can print.
OpenMp.Disable();
using ReplyWriter replies = ReplyWriter.TakeStandardOutput();
using RequestReader requests = RequestReader.Start();
using IDisposable signals = ProcessExit.OnSignals();

if (!Handshake.Send(replies))
    return 1;
using var handler = new RequestHandler();
new RequestLoop(handler, replies).Run(requests.Lines());
return 0;
