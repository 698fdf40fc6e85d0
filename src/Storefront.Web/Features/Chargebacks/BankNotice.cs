using System.Globalization;
using Storefront.Web.Features.Pricing;

namespace Storefront.Web.Features.Chargebacks;

/// <summary>What the bank writes about a chargeback.</summary>
public sealed record BankNotice
{
    public required string BankCase { get; init; }

    /// <summary>Our order number, or the purchase ID the bank was given.</summary>
    public required string Order { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset NoticedAt { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>A new case begins with an inquiry; for one that is known, what became of it.</summary>
    public ChargebackStatus Status { get; init; } = ChargebackStatus.Inquiry;
}

/// <summary>A notice as it is typed, or stands in a line of the bank's file.</summary>
public sealed class NoticeForm
{
    /// <summary>Made with the form.</summary>
    public Guid Id { get; set; }

    public string? BankCase { get; set; }

    public string? Order { get; set; }

    public string? Amount { get; set; }

    public string? Currency { get; set; }

    public string? Reason { get; set; }

    public string? Noticed { get; set; }

    public string? Due { get; set; }

    public string? Status { get; set; }

    internal IEnumerable<(string Field, string Message)> Mistakes(Currency currency, DateTimeOffset now)
    {
        if (Short(BankCase) is not { Length: > 0 and <= 60 })
            yield return (nameof(BankCase), "Enter the bank's case number, at most 60 characters.");
        if (Short(Order) is not { Length: > 0 and <= 60 })
            yield return (nameof(Order), "Enter the order number, or the purchase ID the bank names.");
        if (Money(Amount) is not > 0)
            yield return (nameof(Amount), "Enter an amount like 53.55.");
        else if (Money(Amount) is { } amount && amount != currency.Round(amount))
            yield return (nameof(Amount), $"{currency.Code} has no more than {currency.Decimals} decimals.");
        if (Short(Currency) is { Length: > 0 } code && !string.Equals(code, currency.Code, StringComparison.OrdinalIgnoreCase))
            yield return (nameof(Currency), $"The shop sells in {currency.Code}, not in {code}.");
        if (Short(Reason) is not { Length: > 0 and <= 300 })
            yield return (nameof(Reason), "Enter the bank's reason, at most 300 characters.");
        if (Day(Noticed) is not { } noticed)
            yield return (nameof(Noticed), "Enter the day of the notice like 2026-04-02.");
        else if (noticed > DateOnly.FromDateTime(now.UtcDateTime))
            yield return (nameof(Noticed), "The day of the notice has not come yet.");
        if (Day(Due) is not { } due)
            yield return (nameof(Due), "Enter the last day for our answer like 2026-04-16.");
        else if (Day(Noticed) is { } from && due < from)
            yield return (nameof(Due), "The last day for our answer comes after the notice.");
        if (Short(Status) is { Length: > 0 } status && !Enum.TryParse<ChargebackStatus>(status, ignoreCase: true, out _))
            yield return (nameof(Status), $"A status is one of {string.Join(", ", Enum.GetNames<ChargebackStatus>())}.");
    }

    /// <summary>After <see cref="Mistakes"/> found none.</summary>
    internal BankNotice Read(Currency currency) => new()
    {
        BankCase = Short(BankCase),
        Order = Short(Order),
        Amount = Money(Amount)!.Value,
        Currency = currency.Code,
        Reason = Short(Reason),
        NoticedAt = new DateTimeOffset(Day(Noticed)!.Value, TimeOnly.MinValue, TimeSpan.Zero),
        DueOn = Day(Due)!.Value,
        Status = Short(Status) is { Length: > 0 } status ? Enum.Parse<ChargebackStatus>(status, ignoreCase: true) : ChargebackStatus.Inquiry,
    };

    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(Short(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static decimal? Money(string? text) =>
        decimal.TryParse(Short(text), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount < 1_000_000_000 ? amount : null;

    private static string Short(string? text) => (text ?? "").Trim();
}
