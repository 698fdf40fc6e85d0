namespace Storefront.FraudProtection.Events;

/// <summary>What the merchant does with an answer.</summary>
public enum AssessmentType
{
    /// <summary>Nothing: answers are compared with today's tools.</summary>
    Evaluate,

    /// <summary>Rejected purchases end before authorization, reviewed ones are held.</summary>
    Protect,
}

/// <summary>How goods reach a customer.</summary>
public sealed record ShippingMethod(string Value) : WireWord(Value)
{
    /// <summary>Ordinary delivery.</summary>
    public static ShippingMethod Standard { get; } = new("Standard");

    /// <summary>Fast delivery.</summary>
    public static ShippingMethod Express { get; } = new("Express");

    /// <summary>Collected in a shop.</summary>
    public static ShippingMethod InStorePickup { get; } = new("InStorePickup");

    /// <summary>Granted to an account.</summary>
    public static ShippingMethod DirectEntitlement { get; } = new("DirectEntitlement");

    /// <summary>Sent as a code.</summary>
    public static ShippingMethod DigitalToken { get; } = new("DigitalToken");
}

/// <summary>When a purchase is judged.</summary>
public sealed record TransactionProcessingOrder(string Value) : WireWord(Value)
{
    /// <summary>Before the bank authorizes.</summary>
    public static TransactionProcessingOrder BeforeAuthorization { get; } = new("PREAUTHORIZATION");

    /// <summary>After the bank has authorized.</summary>
    public static TransactionProcessingOrder AfterAuthorization { get; } = new("POSTAUTHORIZATION");

    /// <summary>Before 3-D Secure.</summary>
    public static TransactionProcessingOrder BeforeThreeDS { get; } = new("BEFORE3DS");

    /// <summary>After 3-D Secure.</summary>
    public static TransactionProcessingOrder AfterThreeDS { get; } = new("AFTER3DS");
}

/// <summary>What a transaction is for, if not an ordinary sale.</summary>
public sealed record TransactionDescription(string Value) : WireWord(Value)
{
    /// <summary>A subscription.</summary>
    public static TransactionDescription SubscriptionFee { get; } = new("SUBSCRIPTIONFEE");

    /// <summary>Charges that came later.</summary>
    public static TransactionDescription DelayedCharges { get; } = new("DELAYEDCHARGES");

    /// <summary>The customer did not come.</summary>
    public static TransactionDescription NoShow { get; } = new("NOSHOW");

    /// <summary>A deposit.</summary>
    public static TransactionDescription Deposit { get; } = new("DEPOSIT");
}

/// <summary>Where an order was started.</summary>
public sealed record OrderChannel(string Value) : WireWord(Value)
{
    /// <summary>An app store.</summary>
    public static OrderChannel AppStore { get; } = new("AppStore");

    /// <summary>A site.</summary>
    public static OrderChannel Web { get; } = new("Web");

    /// <summary>A site, on a telephone.</summary>
    public static OrderChannel MobileWeb { get; } = new("MobileWeb");

    /// <summary>An app.</summary>
    public static OrderChannel App { get; } = new("App");

    /// <summary>A game.</summary>
    public static OrderChannel InGamePurchase { get; } = new("InGamePurchase");
}
