using System.Globalization;
using Storefront.Web.Features.Chargebacks;
using Storefront.Web.Features.Pricing;
using Storefront.Web.Features.Shared;

namespace Storefront.Web.Features.Labels;

/// <summary>A label as it is typed.</summary>
public sealed class LabelForm
{
    /// <summary>Made with the form.</summary>
    public Guid Id { get; set; }

    public LabelMeaning? Meaning { get; set; }

    /// <summary>An order number, or an e-mail address.</summary>
    public string? About { get; set; }

    public string? Processor { get; set; }

    public string? Amount { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }

    public string? Note { get; set; }

    internal decimal? Money =>
        decimal.TryParse((Amount ?? "").Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    internal bool NamesAnAddress => EmailAddress.IsValid((About ?? "").Trim());

    internal IEnumerable<(string Field, string Message)> Mistakes(Currency currency)
    {
        if (Id == Guid.Empty)
            yield return ("", "This page is too old. Open it again.");
        if (Meaning is not { } meaning || !Enum.IsDefined(meaning))
        {
            yield return (nameof(Meaning), "Choose what you know.");
            yield break;
        }

        var (about, byOrder) = ((About ?? "").Trim(), LabelWords.ObjectOf(meaning) is LabelObject.Purchase or LabelObject.Card);
        if (about.Length is 0 or > 254)
            yield return (nameof(About), byOrder ? "Enter the number of the order." : meaning == LabelMeaning.EmailFraud ? "Enter the e-mail address." : "Enter the account's e-mail address, or the number of an order.");
        else if (byOrder && NamesAnAddress)
            yield return (nameof(About), "This is said of an order: enter its number.");
        else if (meaning == LabelMeaning.EmailFraud && !NamesAnAddress)
            yield return (nameof(About), "This is said of an e-mail address: enter one like name@example.com.");
        if (meaning == LabelMeaning.SchemeReport && string.IsNullOrWhiteSpace(Processor))
            yield return (nameof(Processor), "Enter who reported it.");
        if (!string.IsNullOrWhiteSpace(Amount) && (Money is not > 0 || Money != currency.Round(Money.Value)))
            yield return (nameof(Amount), "Enter an amount like 53.55, or leave it empty for the whole order.");
        if (!string.IsNullOrWhiteSpace(From) && NoticeForm.Day(From) is null)
            yield return (nameof(From), "Enter a day like 2026-03-15.");
        if (!string.IsNullOrWhiteSpace(Until) && NoticeForm.Day(Until) is null)
            yield return (nameof(Until), "Enter a day like 2026-03-19.");
        if (meaning == LabelMeaning.AccountTakeover && string.IsNullOrWhiteSpace(From))
            yield return (nameof(From), "Enter the first day somebody else used the account.");
        if (NoticeForm.Day(From) is { } from && NoticeForm.Day(Until) is { } until && until < from)
            yield return (nameof(Until), "The last day comes after the first.");
        if ((Note ?? "").Length > 500)
            yield return (nameof(Note), "A note has at most 500 characters.");
    }
}
