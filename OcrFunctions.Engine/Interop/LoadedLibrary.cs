using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary>A shared library as the dynamic linker has put it into memory: ELF of 64 bits, on Linux.</summary>
internal sealed unsafe class LoadedLibrary
{
    private const uint Magic = 0x464c457f; // "\x7fELF"

    private const int PT_DYNAMIC = 2;
    private const int PT_NOTE = 4;
    private const int NT_GNU_BUILD_ID = 3;

    private const long DT_PLTRELSZ = 2;
    private const long DT_STRTAB = 5;
    private const long DT_SYMTAB = 6;
    private const long DT_JMPREL = 23;

    private readonly nint _handle;
    private readonly byte* _base;

    private LoadedLibrary(nint handle, nint start)
    {
        _handle = handle;
        _base = (byte*)start;
    }

    /// <param name="handle">The library's handle.</param>
    /// <param name="export">A function that it defines itself.</param>
    /// <returns>Null if it is not of this form.</returns>
    public static LoadedLibrary? Find(nint handle, string export) =>
        NativeLibrary.TryGetExport(handle, export, out nint address)
            && Libc.dladdr(address, out Libc.DlInfo info) != 0
            && info.FileBase != 0 && *(uint*)info.FileBase == Magic
                ? new LoadedLibrary(handle, info.FileBase)
                : null;

    /// <summary>The build's identity in hexadecimal digits; null if it has none.</summary>
    public string? BuildId()
    {
        foreach ((nint start, long length) in Segments(PT_NOTE))
            for (byte* note = (byte*)start; note + 12 <= (byte*)start + length;)
            {
                int name = Padded(*(int*)note), description = *(int*)(note + 4);
                byte* content = note + 12 + name;
                if (*(int*)(note + 8) == NT_GNU_BUILD_ID)
                    return Convert.ToHexStringLower(new ReadOnlySpan<byte>(content, description));
                note = content + Padded(description);
            }

        return null;
    }

    /// <returns>Address of an exported symbol; null if there is none.</returns>
    public nint? Export(string name) => NativeLibrary.TryGetExport(_handle, name, out nint address) ? address : null;

    /// <summary>Where the library keeps the address of a function that it calls in another library.</summary>
    /// <returns>Null if it imports no such function through its procedure linkage table.</returns>
    public nint? ImportSlot(string name)
    {
        Dictionary<long, long> dynamic = Dynamic();
        if (!dynamic.TryGetValue(DT_JMPREL, out long relocations) || !dynamic.TryGetValue(DT_PLTRELSZ, out long bytes)
            || !dynamic.TryGetValue(DT_SYMTAB, out long symbols) || !dynamic.TryGetValue(DT_STRTAB, out long strings))
            return null;

        // Elf64_Rela: offset, symbol and type, addend; Elf64_Sym: 24 bytes, the name first.
        for (long* relocation = (long*)relocations; relocation < (long*)(relocations + bytes); relocation += 3)
        {
            uint symbol = (uint)(relocation[1] >> 32);
            if (Marshal.PtrToStringUTF8((nint)(strings + *(uint*)(symbols + symbol * 24))) == name)
                return (nint)(_base + relocation[0]);
        }

        return null;
    }

    private Dictionary<long, long> Dynamic()
    {
        var entries = new Dictionary<long, long>();
        foreach ((nint start, long length) in Segments(PT_DYNAMIC))
            for (long* entry = (long*)start; entry < (long*)(start + length) && entry[0] != 0; entry += 2)
                entries.TryAdd(entry[0], entry[1]);
        return entries;
    }

    private List<(nint Start, long Length)> Segments(int type)
    {
        // Elf64_Ehdr and Elf64_Phdr.
        byte* header = _base + *(long*)(_base + 32);
        int size = *(ushort*)(_base + 54), count = *(ushort*)(_base + 56);
        var segments = new List<(nint, long)>();
        for (int i = 0; i < count; i++, header += size)
            if (*(int*)header == type)
                segments.Add(((nint)(_base + *(long*)(header + 16)), *(long*)(header + 40)));
        return segments;
    }

    private static int Padded(int bytes) => (bytes + 3) & ~3;
}
