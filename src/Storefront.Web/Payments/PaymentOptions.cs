namespace Storefront.Web.Payments;

/// <summary>What becomes of a held order nobody has decided on when its hold ends.</summary>
public enum HoldDefaultAction
{
    Cancel,
    Capture,
}

/// <summary>The section <c>Payments</c>.</summary>
public sealed class PaymentOptions
{
    public const string Section = "Payments";
    public const string DevelopmentMerchantKey = "local-development-merchant-key";

    /// <summary>Where the shop's server reaches the bank. In Development the pretend bank on this machine if not set.</summary>
    public Uri? BankAddress { get; set; }

    /// <summary>What the shop shows to the bank; the bank holds the same as <c>Bank:MerchantKey</c>.</summary>
    public string MerchantKey { get; set; } = "";

    /// <summary>Outside Development the pretend bank is used only where this says so: it moves no money.</summary>
    public bool AllowPretendBank { get; set; }

    /// <summary>How long the bank keeps what an authorization reserved.</summary>
    public TimeSpan AuthorizationLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Nothing is held longer than nine tenths of it: what is decided last can still be captured.</summary>
    public TimeSpan LongestHold => AuthorizationLifetime * 0.9;

    /// <summary>A hold ends before the authorization does; this is done then.</summary>
    public HoldDefaultAction HoldDefaultAction { get; set; } = HoldDefaultAction.Cancel;
}
