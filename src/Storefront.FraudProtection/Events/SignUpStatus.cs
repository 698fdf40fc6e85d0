namespace Storefront.FraudProtection.Events;

/// <summary>Tells what became of a <see cref="SignUp"/>.</summary>
/// <remarks>Wire: events.md section 6.2.</remarks>
public sealed record SignUpStatus : PurchaseProtectionEvent
{
    /// <summary>The sign-up; it need not have been sent yet.</summary>
    public required string SignUpId { get; init; }

    /// <summary>What became of it.</summary>
    public required SignUpStatusType StatusType { get; init; }

    /// <summary>When. The latest date wins, whatever the order of arrival.</summary>
    public required DateTimeOffset StatusDate { get; init; }

    /// <summary>Why, in the merchant's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The new customer; only when approved.</summary>
    public ApprovedUser? User { get; init; }

    internal override string Name => "SignUpStatus";

    internal override string Path => MerchantServices + "SignUpStatus";
}

/// <summary>The customer an approved sign-up made.</summary>
public sealed record ApprovedUser : EventPart
{
    /// <summary>Unique for each customer and never reused.</summary>
    public required string UserId { get; init; }
}

/// <summary>What became of a sign-up.</summary>
public sealed record SignUpStatusType(string Value) : WireWord(Value)
{
    /// <summary>The account was made.</summary>
    public static SignUpStatusType Approved { get; } = new("Approved");

    /// <summary>It is not decided.</summary>
    public static SignUpStatusType Pending { get; } = new("Pending");

    /// <summary>It was refused.</summary>
    public static SignUpStatusType Rejected { get; } = new("Rejected");

    /// <summary>It could not be completed.</summary>
    public static SignUpStatusType Failed { get; } = new("Failed");
}
