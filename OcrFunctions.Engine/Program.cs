using OcrFunctions.Engine.Lifetime;
using OcrFunctions.Engine.Requests;

// The order matters: OpenMP is off before libtesseract can load, and standard output is ours before anything can print.
OpenMp.KeepOff();
using ReplyWriter replies = ReplyWriter.TakeStandardOutput();
using RequestReader requests = RequestReader.Start();
using IDisposable signals = EndOfLife.OnSignals();

if (!Greeting.Say(replies))
    return 1;
new RequestLoop(new RequestHandler(), replies).Run(requests.Lines());
return 0;
