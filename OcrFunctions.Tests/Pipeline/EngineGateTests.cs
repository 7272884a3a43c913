using Microsoft.Extensions.Time.Testing;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Tests.Pipeline;

public sealed class EngineGateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _admitted = [];

    [Fact]
    public async Task As_many_pages_enter_as_there_are_slots()
    {
        var gate = new EngineGate(2, 0, _time);
        int one = await Enter(gate, "a"), two = await Enter(gate, "a");
        Task<int> three = Enter(gate, "a");

        Assert.NotEqual(one, two);
        Assert.False(three.IsCompleted);
        gate.Leave(two, "a");
        Assert.Equal(two, await three);
    }

    [Fact]
    public async Task An_exclusive_page_waits_for_the_others_and_keeps_them_out()
    {
        var gate = new EngineGate(2, 0, _time);
        int one = await Enter(gate, "a");
        Task<int> alone =
            gate.EnterAsync(new PageQueueEntry("poison", Priority.High, Exclusive: true), TestContext.Current.CancellationToken);
        Task<int> next = Enter(gate, "b");
        Assert.False(alone.IsCompleted);
        Assert.False(next.IsCompleted, "nobody goes in before it, or it would wait for ever");

        gate.Leave(one, "a");
        int slot = await alone;
        Assert.False(next.IsCompleted);
        gate.Leave(slot, "poison");
        await next;
    }

    [Fact]
    public async Task An_exclusive_page_that_stops_waiting_lets_the_others_in()
    {
        var gate = new EngineGate(2, 0, _time);
        await Enter(gate, "a");
        using var stop = new CancellationTokenSource();
        Task<int> alone = gate.EnterAsync(new PageQueueEntry("poison", Priority.High, Exclusive: true), stop.Token);
        Task<int> next = Enter(gate, "b");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        await next;
    }

    [Fact]
    public async Task A_page_of_high_priority_has_a_slot_of_its_own_when_all_are_taken_and_no_other_page_gets_it()
    {
        var gate = new EngineGate(1, 1, _time);
        int first = await Enter(gate, "long");
        Task<int> normal = Enter(gate, "normal");
        Task<int> high = gate.EnterAsync(new PageQueueEntry("high", Priority.High), TestContext.Current.CancellationToken),
            second = gate.EnterAsync(new PageQueueEntry("high", Priority.High), TestContext.Current.CancellationToken);

        int express = await high;
        Assert.NotEqual(first, express);
        Assert.False(normal.IsCompleted);
        Assert.False(second.IsCompleted);
        gate.Leave(express, "high");
        Assert.Equal(express, await second);
        gate.Leave(express, "high");
        Assert.False(normal.IsCompleted, "it waits for a slot of everybody's");
        gate.Leave(first, "long");
        Assert.Equal(first, await normal);
    }

    [Theory]
    [InlineData(Priority.Normal, true)]
    [InlineData(Priority.Low, false)]
    public async Task A_documents_only_page_does_not_wait_either_unless_it_is_of_low_priority(Priority priority, bool entered)
    {
        var gate = new EngineGate(1, 1, _time);
        await Enter(gate, "long");
        Task<int> only = gate.EnterAsync(new PageQueueEntry("short", priority, IsOnlyPage: true), TestContext.Current.CancellationToken);
        Assert.Equal(entered, only.IsCompleted);
    }

    [Fact]
    public async Task High_priority_goes_before_normal_and_normal_before_low()
    {
        var gate = new EngineGate(1, 0, _time);
        int slot = await Enter(gate, "busy");
        Task[] waiting = [Note(gate, "l", Priority.Low), Note(gate, "n", Priority.Normal), Note(gate, "h", Priority.High)];

        await Drain(gate, slot, waiting);
        Assert.Equal(["h", "n", "l"], _admitted);
    }

    [Fact]
    public async Task One_page_does_not_wait_behind_a_document_that_was_served_before()
    {
        var gate = new EngineGate(1, 0, _time);
        int slot = await Enter(gate, "long");
        Task[] waiting = [Note(gate, "long"), Note(gate, "long"), Note(gate, "short")];

        await Drain(gate, slot, waiting, holder: "long");
        Assert.Equal(["short", "long", "long"], _admitted);
    }

    [Fact]
    public async Task A_page_that_has_waited_too_long_goes_first_whatever_its_priority()
    {
        var gate = new EngineGate(1, 0, _time);
        int slot = await Enter(gate, "busy");
        Task old = Note(gate, "old", Priority.Low);
        _time.Advance(EngineGate.MaxWait + TimeSpan.FromSeconds(1));
        Task fresh = Note(gate, "fresh", Priority.High);

        await Drain(gate, slot, [old, fresh]);
        Assert.Equal(["old", "fresh"], _admitted);
    }

    [Fact]
    public async Task A_page_that_stops_waiting_takes_no_slot()
    {
        var gate = new EngineGate(1, 0, _time);
        int slot = await Enter(gate, "busy");
        using var stop = new CancellationTokenSource();
        Task<int> gaveUp = gate.EnterAsync(new PageQueueEntry("x", Priority.High), stop.Token);
        Task<int> next = Enter(gate, "y");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);
        gate.Leave(slot, "busy");
        Assert.Equal(slot, await next);
    }

    private static Task<int> Enter(EngineGate gate, string document) =>
        gate.EnterAsync(new PageQueueEntry(document, Priority.Normal), TestContext.Current.CancellationToken);

    private async Task Note(EngineGate gate, string document, Priority priority = Priority.Normal)
    {
        int slot = await gate.EnterAsync(new PageQueueEntry(document, priority), TestContext.Current.CancellationToken);
        lock (_admitted)
            _admitted.Add(document);
        gate.Leave(slot, document);
    }

    private static async Task Drain(EngineGate gate, int slot, Task[] waiting, string holder = "busy")
    {
        gate.Leave(slot, holder);
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(10));
    }
}
