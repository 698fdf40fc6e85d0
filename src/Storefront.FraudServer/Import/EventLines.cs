using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Storefront.FraudServer.Import;

/// <summary>Where a line is, and when what it tells happened.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LinePlace(int Number, long Offset, int Length, long Ticks);

/// <summary>The lines of a file that may be longer than memory: found once from the beginning, then read in any order.</summary>
internal sealed class EventLines(string path) : IDisposable
{
    /// <summary>A longer line cannot hold an event.</summary>
    public const int Longest = 2 * 1024 * 1024;

    private const int Portion = 1 << 16;
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <summary>Every line that is not empty, from the beginning. The time is not known yet.</summary>
    public IEnumerable<LinePlace> All()
    {
        var buffer = new byte[Portion];
        var (number, begin, at) = (1, 0L, 0L);
        for (int read; (read = RandomAccess.Read(_file, buffer, at)) > 0; at += read)
            for (var i = 0; i < read; i++)
                if (buffer[i] == '\n')
                {
                    if (at + i > begin)
                        yield return new(number, begin, (int)Math.Min(at + i - begin, Longest + 1), 0);
                    (number, begin) = (number + 1, at + i + 1);
                }

        if (at > begin)
            yield return new(number, begin, (int)Math.Min(at - begin, Longest + 1), 0);
    }

    public ReadOnlyMemory<byte> Read(LinePlace line)
    {
        var bytes = new byte[line.Length];
        var length = RandomAccess.Read(_file, bytes, line.Offset);
        ReadOnlyMemory<byte> text = bytes.AsMemory(0, length);
        return line.Number == 1 && text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
    }

    public void Dispose() => _file.Dispose();
}
