using System.Text.Json;
using Storefront.FraudProtection;
using Storefront.Web.Features.Checkout;
using Storefront.Web.Features.Orders;
using Storefront.Web.Features.Outbox;
using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;

namespace Storefront.Web.Features.OrderFile;

/// <summary>Everything the shop knows of an order, for the people who run it. None of it is for the buyer's eyes.</summary>
internal sealed record OrderFilePage
{
    public required Order Order { get; init; }

    public required Attempt Attempt { get; init; }

    public required IReadOnlyList<Refund> Refunds { get; init; }

    public required IReadOnlyList<ReturnRequest> Returns { get; init; }

    public required IReadOnlyList<EventRow> Events { get; init; }

    public required IReadOnlyList<MailRow> Mails { get; init; }

    public required IReadOnlyList<LinkedOrder> Linked { get; init; }

    /// <summary>The answer of Fraud Protection; null where there was none or it is not kept.</summary>
    public required PurchaseAssessment? Assessment { get; init; }

    /// <summary>Why the last action was not done, and what was typed for it.</summary>
    public Refused? Refused { get; init; }

    /// <summary>Made when a form is rendered, and kept when it comes back: each form sent twice does its work once.</summary>
    public Guid FormOf(string action) => Guid.TryParse(Typed(action, "id"), out var id) ? id : Guid.NewGuid();

    /// <summary>What was typed into that form before it was refused.</summary>
    public string? Typed(string action, string field) => Refused is { } refused && refused.Action == action ? (string?)refused.Form[field] : null;

    public bool IsOpen(string action) => Refused?.Action == action;
}

internal sealed record Refused(string Action, string Words, IFormCollection Form);

/// <summary>An event told, or to be told, to Fraud Protection.</summary>
internal sealed record EventRow(long Id, string Event, OutboxState State, DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? DeliveredAt, int Tries, int? LastStatus, string? LastAnswer, string Body)
{
    /// <summary>What it says in a word or three: Auth Approved; Canceled CustomerRequest.</summary>
    public string Says
    {
        get
        {
            if (Body.Length == 0)
                return "";
            using var body = JsonDocument.Parse(Body);
            return string.Join(' ', new[] { "type", "statusType", "status", "reason" }
                .Select(member => body.RootElement.TryGetProperty(member, out var value) ? value.ToString() : "")
                .Where(word => word.Length > 0));
        }
    }

    public string Pretty => Body.Length == 0 ? "" : JsonPretty.Of(Body);
}

internal sealed record MailRow(Guid Id, string Subject, string Text, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, int Tries);

/// <summary>Another order of what may be the same person, and what the two share.</summary>
internal sealed record LinkedOrder(string Number, DateTimeOffset CreatedAt, OrderStatus Status, decimal Total, string? Decision, IReadOnlyList<string> Shares);

internal static class JsonPretty
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For people to read; a page encodes it again.</summary>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document, Indented);
    }
}

/// <summary>One number for each line of an order (_Pieces.cshtml).</summary>
/// <param name="Action">The form it stands in.</param>
/// <param name="Legend">What is asked for.</param>
/// <param name="Lines">The lines to choose from.</param>
/// <param name="Page">What was typed before, if it was refused.</param>
/// <param name="Most">How many pieces of a line there are to choose.</param>
/// <param name="Filled">Whether all pieces are proposed, or none.</param>
internal sealed record PiecesFields(string Action, string Legend, IReadOnlyList<OrderLine> Lines, OrderFilePage Page, Func<OrderLine, int> Most, bool Filled)
{
    public string Value(OrderLine line) =>
        Page.Typed(Action, $"pieces[{line.Id}]") ?? (Filled ? Most(line) : 0).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
