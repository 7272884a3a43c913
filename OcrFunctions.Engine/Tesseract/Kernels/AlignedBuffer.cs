using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>Zeroed native memory for vectors, which keeps its size until more is needed.</summary>
internal sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;

    /// <summary>Vectors may be read and written beyond the last element.</summary>
    private const int Slack = 256;

    private long _capacity = -1;

    public AlignedBuffer()
    {
    }

    public AlignedBuffer(long count) => Reserve(count);

    ~AlignedBuffer() => Free();

    public T* Pointer { get; private set; }

    /// <summary>Makes room. What was in it is lost if it grows.</summary>
    /// <param name="count">Number of elements.</param>
    public T* Reserve(long count)
    {
        if (count > _capacity)
        {
            Free();
            nuint bytes = checked((nuint)count * (nuint)sizeof(T)) + Slack;
            Pointer = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
            NativeMemory.Clear(Pointer, bytes);
            _capacity = count;
        }

        return Pointer;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        _capacity = -1;
    }
}
