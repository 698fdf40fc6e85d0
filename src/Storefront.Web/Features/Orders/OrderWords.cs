using Storefront.Web.Features.Refunds;
using Storefront.Web.Features.Returns;

namespace Storefront.Web.Features.Orders;

/// <summary>What states are called on pages, and the tone they are shown in: good, wait, stop, info, or none.</summary>
internal static class OrderWords
{
    public static (string Tone, string Word) Of(OrderStatus status) => status switch
    {
        OrderStatus.Confirmed => ("wait", "Being paid"),
        OrderStatus.InReview => ("wait", "In review"),
        OrderStatus.Paid => ("info", "To be sent"),
        OrderStatus.Shipped => ("good", "Shipped"),
        OrderStatus.Delivered => ("good", "Delivered"),
        OrderStatus.Cancelled => ("stop", "Cancelled"),
        _ => ("stop", "Not fulfilled"),
    };

    public static (string Tone, string Word) Of(RefundState state) => state switch
    {
        RefundState.Requested => ("wait", "Asked for"),
        RefundState.Paying => ("wait", "Being paid"),
        RefundState.Paid => ("good", "Paid"),
        _ => ("stop", "Declined"),
    };

    public static (string Tone, string Word) Of(ReturnState state) => state switch
    {
        ReturnState.Asked => ("wait", "To decide"),
        ReturnState.Accepted => ("good", "Accepted"),
        _ => ("stop", "Refused"),
    };

    public static string Of(RefundReason reason) => reason switch
    {
        RefundReason.CustomerRequest => "The customer asked",
        RefundReason.FraudRefund => "Fraud",
        _ => "Our mistake, no fraud",
    };

    public static string Of(ReturnReason reason) => reason switch
    {
        ReturnReason.ChangedMind => "Changed my mind",
        ReturnReason.DoesNotFit => "Does not fit",
        ReturnReason.NotAsDescribed => "Not as described",
        ReturnReason.Damaged => "Arrived damaged",
        ReturnReason.WrongItem => "Not what I ordered",
        _ => "Arrived too late",
    };

    public static string ToneOfDecision(string? decision) => decision switch
    {
        "Approve" => "good",
        "Review" or "Challenge" => "wait",
        "Reject" => "stop",
        _ => "",
    };
}
