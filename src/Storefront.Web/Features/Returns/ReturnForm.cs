using Storefront.Web.Features.Orders;

namespace Storefront.Web.Features.Returns;

/// <summary>A return as a buyer types it: of each line how many pieces, and why. The fields stand in _ReturnFields.cshtml.</summary>
internal sealed class ReturnForm
{
    public Guid Id { get; set; }

    public Dictionary<long, int?> Pieces { get; set; } = [];

    public Dictionary<long, ReturnReason> Reasons { get; set; } = [];

    public string? Note { get; set; }

    /// <summary>Nothing typed yet.</summary>
    public static ReturnForm New() => new() { Id = Guid.NewGuid() };

    public ReturnAsk Read() => new(
        Id == Guid.Empty ? Guid.NewGuid() : Id,
        [.. Pieces.Where(line => line.Value is not (null or 0)).Select(line => new ReturnPieces(line.Key, line.Value!.Value, Reasons.GetValueOrDefault(line.Key)))],
        Note ?? "");
}

/// <param name="Order">What something can be sent back of.</param>
/// <param name="Form">As typed so far.</param>
internal sealed record ReturnFields(Order Order, ReturnForm Form);
