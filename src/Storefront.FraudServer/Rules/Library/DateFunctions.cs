using System.Globalization;
using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Library;

internal static class DateFunctions
{
    public static void Add(CatalogueBuilder to)
    {
        to.Reading("DateTime.UtcNow", f => f.Now);
        to.Reading("DateTime.Today", f => f.Now.Date);
        to.Fallible<DateTime, long>("DaysSince", (call, date) => (call.Frame.Now - date).Days);
        foreach (var day in Enum.GetValues<DayOfWeek>())
            to.Constant($"DayOfWeek.{day}", (long)day);
        Parts(to);
        Arithmetic(to);
        Truncation(to);
        Spans(to);
    }

    private static void Parts(CatalogueBuilder to)
    {
        to.Property<DateTime, long>("Year", d => d.Year);
        to.Property<DateTime, long>("Month", d => d.Month);
        to.Property<DateTime, long>("Day", d => d.Day);
        to.Property<DateTime, long>("Hour", d => d.Hour);
        to.Property<DateTime, long>("Minute", d => d.Minute);
        to.Property<DateTime, long>("Second", d => d.Second);
        to.Property<DateTime, long>("Millisecond", d => d.Millisecond);
        to.Property<DateTime, long>("DayOfYear", d => d.DayOfYear);
        to.Property<DateTime, long>("DayOfWeek", d => (long)d.DayOfWeek);
        to.Property<DateTime, DateTime>("Date", d => d.Date);
        to.Property<DateTime, TimeSpan>("TimeOfDay", d => d.TimeOfDay);
    }

    private static void Arithmetic(CatalogueBuilder to)
    {
        to.Method<DateTime, DateTime, TimeSpan>("Subtract", (d, other) => d - other);
        to.FallibleMethod<DateTime, TimeSpan, DateTime>("Subtract", (call, d, span) => Shift(call, d, -(decimal)span.Ticks));
        to.FallibleMethod<DateTime, TimeSpan, DateTime>("Add", (call, d, span) => Shift(call, d, span.Ticks));
        to.FallibleMethod<DateTime, long, DateTime>("AddYears", (call, d, n) =>
            n is >= -9999 and <= 9999 && d.Year + n is >= 1 and <= 9999 ? d.AddYears((int)n) : OutOfRange(call));
        to.FallibleMethod<DateTime, long, DateTime>("AddMonths", (call, d, n) =>
            n is >= -119_988 and <= 119_988 && (d.Year * 12L) + d.Month - 1 + n is >= 12 and < 120_000 ? d.AddMonths((int)n) : OutOfRange(call));
        Scaled(to, "AddDays", TimeSpan.TicksPerDay);
        Scaled(to, "AddHours", TimeSpan.TicksPerHour);
        Scaled(to, "AddMinutes", TimeSpan.TicksPerMinute);
        Scaled(to, "AddSeconds", TimeSpan.TicksPerSecond);
        Scaled(to, "AddMilliseconds", TimeSpan.TicksPerMillisecond);
    }

    private static void Scaled(CatalogueBuilder to, string name, long ticks) =>
        to.FallibleMethod<DateTime, double, DateTime>(name, (call, d, count) =>
            Math.Abs(count) * ticks < 4e18 ? Shift(call, d, Math.Round((decimal)(count * ticks))) : OutOfRange(call));

    public static DateTime Shift(Call call, DateTime date, decimal ticks)
    {
        var moved = date.Ticks + ticks;
        return moved >= DateTime.MinValue.Ticks && moved <= DateTime.MaxValue.Ticks
            ? new DateTime((long)moved, DateTimeKind.Utc) : OutOfRange(call);
    }

    private static DateTime OutOfRange(Call call) => call.Fault("R704", "The date is out of range.", default(DateTime));

    private static void Truncation(CatalogueBuilder to)
    {
        to.FallibleMethod<DateTime, TimeSpan, DateTime>("TruncateTo", (call, d, span) => span.Ticks > 0
            ? new DateTime(d.Ticks - (d.Ticks % span.Ticks), DateTimeKind.Utc)
            : call.Fault("R702", "TruncateTo needs a span longer than nothing.", default(DateTime)));
        to.Method<DateTime, DateTime>("TruncateToYear", d => new DateTime(d.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        to.Method<DateTime, DateTime>("TruncateToMonth", d => new DateTime(d.Year, d.Month, 1, 0, 0, 0, DateTimeKind.Utc));
        to.Method<DateTime, DateTime>("TruncateToWeek", d => d.Date.Ticks < (int)d.DayOfWeek * TimeSpan.TicksPerDay ? d.Date : d.Date.AddDays(-(int)d.DayOfWeek));
        to.Method<DateTime, DateTime>("TruncateToDay", d => d.Date);
        Floor(to, "TruncateToHour", TimeSpan.TicksPerHour);
        Floor(to, "TruncateToMinute", TimeSpan.TicksPerMinute);
        Floor(to, "TruncateToSecond", TimeSpan.TicksPerSecond);
        Floor(to, "TruncateToMillisecond", TimeSpan.TicksPerMillisecond);
    }

    private static void Floor(CatalogueBuilder to, string name, long ticks) =>
        to.Method<DateTime, DateTime>(name, d => new DateTime(d.Ticks - (d.Ticks % ticks), DateTimeKind.Utc));

    private static void Spans(CatalogueBuilder to)
    {
        Factory(to, "FromDays", TimeSpan.TicksPerDay);
        Factory(to, "FromHours", TimeSpan.TicksPerHour);
        Factory(to, "FromMinutes", TimeSpan.TicksPerMinute);
        Factory(to, "FromSeconds", TimeSpan.TicksPerSecond);
        to.Property<TimeSpan, long>("Days", t => t.Days);
        to.Property<TimeSpan, long>("Hours", t => t.Hours);
        to.Property<TimeSpan, long>("Minutes", t => t.Minutes);
        to.Property<TimeSpan, long>("Seconds", t => t.Seconds);
        to.Property<TimeSpan, double>("TotalDays", t => t.TotalDays);
        to.Property<TimeSpan, double>("TotalHours", t => t.TotalHours);
        to.Property<TimeSpan, double>("TotalMinutes", t => t.TotalMinutes);
        to.Property<TimeSpan, double>("TotalSeconds", t => t.TotalSeconds);
        to.Property<TimeSpan, double>("TotalMilliseconds", t => t.TotalMilliseconds);
    }

    private static void Factory(CatalogueBuilder to, string name, long ticks) =>
        to.Fallible<double, TimeSpan>($"TimeSpan.{name}", (call, count) => Math.Abs(count) * ticks < 9.2e18
            ? new TimeSpan((long)(count * ticks)) : call.Fault("R702", "The span is too long.", default(TimeSpan)));

    /// <summary>Formats by .NET's rules; null when .NET refuses the format.</summary>
    public static string? Format(DateTime date, string format)
    {
        try
        {
            return format.Length == 0 ? JsonText.Of(date) : date.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return null; // the format is the author's; the binder tries it at publish and reports it
        }
    }
}
