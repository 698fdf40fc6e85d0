using System.Globalization;
using System.Runtime.InteropServices;

namespace Storefront.FraudServer.Rules.Velocities;

internal enum WindowUnit { Second, Minute, Hour, Day }

/// <summary>So many whole units back from the unit that is running now: <c>2h</c> at 11:04 begins at 09:00.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VelocityWindow(int Length, WindowUnit Unit)
{
    private static readonly long[] TicksPerUnit = [TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay];
    private static readonly int[] Longest = [59, 59, 23, 90];

    /// <summary>How many units an answer may need: the longest window and the running unit.</summary>
    public static int UnitsKept(WindowUnit unit) => Longest[(int)unit] + 1;

    public static long UnitOf(DateTime time, WindowUnit unit) => time.Ticks / TicksPerUnit[(int)unit];

    /// <summary>Null when the text is no window or one that is too short or too long.</summary>
    public static VelocityWindow? Parse(string text)
    {
        var unit = "smhd".IndexOf(char.ToLowerInvariant(text[^1]), StringComparison.Ordinal);
        return unit >= 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length >= 1 && length <= Longest[unit]
            ? new VelocityWindow(length, (WindowUnit)unit) : null;
    }
}
