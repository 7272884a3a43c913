using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Layers;
using OcrFunctions.Engine.Tesseract.Network;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>
/// Runs this project's forward pass in place of Tesseract's, as long as both give the same bits. A network's first line, and one line in
/// many after it, is read by both; anything unexpected hands the work back to Tesseract for good.
/// </summary>
/// <remarks>Tesseract reads one line at a time: nothing here is for several threads.</remarks>
internal sealed unsafe class Accelerator(Kernel kernel, NetworkIo io, int checkEvery) : IForwardInterceptor, IDisposable
{
    /// <summary>Wider lines, of more than a thousand times their height, are left to Tesseract: memory stays bounded.</summary>
    private const int MaxWidth = 65_536;

    private readonly List<Candidate> _candidates = [];

    /// <summary>By the network's address; null for one that is left to Tesseract.</summary>
    private readonly Dictionary<nint, IForwardPass?> _networks = [];

    private readonly AlignedBuffer<float> _proof = new();

    /// <summary>Tesseract's own forward pass calls the networks within a network through the same table.</summary>
    private bool _isInStock;

    public EngineAcceleration Status { get; private set; } = new(kernel.Name, null);

    /// <summary>Lines that were read.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines of them that Tesseract read as well.</summary>
    public long Checks { get; private set; }

    /// <summary>Announces models that Tesseract is about to load.</summary>
    public void Add(IEnumerable<string> files) =>
        _candidates.AddRange(files.Where(file => _candidates.All(known => known.File != file)).Select(file => new Candidate(file, kernel)));

    /// <summary>Forgets all networks, since addresses may be used again; the next line of each one tells which it is.</summary>
    public void Forget() => _networks.Clear();

    /// <summary>As <see cref="Status"/>, for lines that are read by these models.</summary>
    public EngineAcceleration StatusOf(IReadOnlyList<string> files)
    {
        Candidate[] models = [.. _candidates.Where(candidate => files.Contains(candidate.File))];
        return Status.OffReason is null && models.All(model => model.Pass is null)
            ? new EngineAcceleration(null, models.FirstOrDefault()?.Reason)
            : Status;
    }

    public void Forward(in ForwardCall call)
    {
        if (_isInStock || Status.OffReason is not null)
            call.RunStock();
        else if (!_networks.TryGetValue(call.Network, out IForwardPass? pass))
            Identify(call);
        else if (pass is null || !TryRun(call, pass))
            RunStock(call);
    }

    /// <summary>Leaves everything to Tesseract from now on.</summary>
    public void TurnOff(string reason) => Status = new EngineAcceleration(null, reason);

    public void Dispose()
    {
        foreach (Candidate candidate in _candidates)
            candidate.Dispose();
        _proof.Dispose();
    }

    /// <summary>Tells by a network's first line, which Tesseract reads, which model it was loaded from.</summary>
    private void Identify(in ForwardCall call)
    {
        RunStock(call);
        try
        {
            Candidate[] known = [.. _candidates.Where(candidate => candidate.Pass is not null)];
            if (known.Length > 0 && !io.IsPlausible(call.Input, call.Output, known.Min(candidate => candidate.Pass!.Characters)))
                throw new InvalidOperationException("libtesseract keeps its data elsewhere than expected");
            byte* input = call.Input, output = call.Output;
            Checks++;
            Candidate[] fitting = [.. known.Where(candidate => Fits(input, output, candidate.Pass!))];
            Candidate? same = fitting.FirstOrDefault(candidate => IsSame(input, output, candidate.Pass!));
            // A network that no model fits is one of those with other layers, if there are such.
            if (same is null && (fitting.Length > 0 || known.Length == _candidates.Count))
                TurnOff("The accelerated forward pass does not give what Tesseract gives.");
            _networks[call.Network] = same?.Pass;
        }
        catch (Exception e)
        {
            TurnOff(Sentence(e));
        }
    }

    /// <returns>Whether the outputs are there.</returns>
    private bool TryRun(in ForwardCall call, IForwardPass pass)
    {
        try
        {
            if (!TryGetWidth(call.Input, pass, out int width))
                return false;
            Lines++;
            if (checkEvery > 0 && Lines % checkEvery == 0)
            {
                Check(call, pass);
                return true;
            }

            io.ResizeToFloats(call.Output, width / LstmNetwork.Window, pass.Characters);
            pass.Run(io.PixelData(call.Input), width, io.FloatData(call.Output), io.Stride(call.Output));
            return true;
        }
        catch (Exception e)
        {
            TurnOff(Sentence(e));
            return false;
        }
    }

    private void Check(in ForwardCall call, IForwardPass pass)
    {
        RunStock(call);
        Checks++;
        try
        {
            if (!IsSame(call.Input, call.Output, pass))
                TurnOff($"Line {Lines} of this process was not read as Tesseract reads it.");
        }
        catch (Exception e)
        {
            TurnOff(Sentence(e));
        }
    }

    private bool Fits(byte* input, byte* output, IForwardPass pass) =>
        TryGetWidth(input, pass, out int width)
            && io.Steps(output) == width / LstmNetwork.Window && io.Stride(output) == pass.Characters;

    private bool TryGetWidth(byte* input, IForwardPass pass, out int width)
    {
        (width, int rest) = Math.DivRem(io.Pixels(input), pass.Height);
        return rest == 0 && width is >= LstmNetwork.Window and <= MaxWidth;
    }

    /// <summary>Whether this project's forward pass gives the outputs that Tesseract's gave, to the bit.</summary>
    private bool IsSame(byte* input, byte* output, IForwardPass pass)
    {
        if (!TryGetWidth(input, pass, out int width) || io.Steps(output) != width / LstmNetwork.Window)
            return false;
        int steps = width / LstmNetwork.Window, characters = pass.Characters, stride = io.Stride(output);
        float* own = _proof.Reserve((long)steps * characters), stock = io.FloatData(output);
        pass.Run(io.PixelData(input), width, own, characters);
        for (int step = 0; step < steps; step++)
        {
            var ownBits = new ReadOnlySpan<int>(own + (long)step * characters, characters);
            if (!ownBits.SequenceEqual(new ReadOnlySpan<int>(stock + (long)step * stride, characters)))
                return false;
        }

        return true;
    }

    private void RunStock(in ForwardCall call)
    {
        _isInStock = true;
        call.RunStock();
        _isInStock = false;
    }

    private static string Sentence(Exception e) => $"The accelerated forward pass failed: {e.Message.TrimEnd('.')}.";
}
