using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>CPU time of a page by stage. Time within an inner stage is not counted for the outer one.</summary>
/// <param name="now">CPU time spent so far.</param>
internal sealed class StageClock(Func<TimeSpan> now)
{
    private readonly TimeSpan[] _spent = new TimeSpan[Enum.GetValues<RecognitionStage>().Length];
    private TimeSpan _since = now();

    /// <summary>The stage that time is counted for; the first is rendering.</summary>
    public RecognitionStage Current { get; private set; }

    /// <returns>Returns to the present stage when disposed.</returns>
    public IDisposable Enter(RecognitionStage stage)
    {
        RecognitionStage outer = Current;
        Switch(stage);
        return new Stage(this, outer);
    }

    /// <summary>The times until now.</summary>
    public StageTimes Read()
    {
        Switch(Current);
        return new StageTimes(Of(RecognitionStage.Render), Of(RecognitionStage.Preprocess), Of(RecognitionStage.DetectOrientation),
            Of(RecognitionStage.Recognize), Of(RecognitionStage.RecoveryPasses), Of(RecognitionStage.SecondRecognizer));
    }

    private double Of(RecognitionStage stage) => Math.Round(_spent[(int)stage].TotalMilliseconds, 1);

    private void Switch(RecognitionStage next)
    {
        TimeSpan time = now();
        _spent[(int)Current] += time - _since;
        (_since, Current) = (time, next);
    }

    private sealed class Stage(StageClock clock, RecognitionStage outer) : IDisposable
    {
        public void Dispose() => clock.Switch(outer);
    }
}
