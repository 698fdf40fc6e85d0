namespace Storefront.FraudProtection.Events;

/// <summary>What kind of customer a profile is.</summary>
public sealed record ProfileType(string Value) : WireWord(Value)
{
    /// <summary>Somebody who buys for themselves.</summary>
    public static ProfileType Consumer { get; } = new("Consumer");

    /// <summary>A developer.</summary>
    public static ProfileType Developer { get; } = new("Developer");

    /// <summary>A seller.</summary>
    public static ProfileType Seller { get; } = new("Seller");

    /// <summary>A publisher.</summary>
    public static ProfileType Publisher { get; } = new("Publisher");

    /// <summary>An organization.</summary>
    public static ProfileType Tenant { get; } = new("Tenant");
}

/// <summary>Who signs a customer in when the merchant does not.</summary>
public sealed record AuthenticationProvider(string Value) : WireWord(Value)
{
    /// <summary>A Microsoft account.</summary>
    public static AuthenticationProvider Microsoft { get; } = new("MSA");

    /// <summary>Facebook.</summary>
    public static AuthenticationProvider Facebook { get; } = new("Facebook");

    /// <summary>PlayStation Network.</summary>
    public static AuthenticationProvider PlayStationNetwork { get; } = new("PSN");

    /// <summary>The merchant.</summary>
    public static AuthenticationProvider Merchant { get; } = new("MerchantAuth");

    /// <summary>Google.</summary>
    public static AuthenticationProvider Google { get; } = new("Google");
}

/// <summary>How a customer proved who they are.</summary>
public sealed record AuthenticationMethod(string Value) : WireWord(Value)
{
    /// <summary>With a password.</summary>
    public static AuthenticationMethod Password { get; } = new("PASSWORD-BASED");

    /// <summary>With more than one proof.</summary>
    public static AuthenticationMethod MultiFactor { get; } = new("MULTI-FACTOR");

    /// <summary>By fingerprint, face or the like.</summary>
    public static AuthenticationMethod Biometric { get; } = new("BIOMETRIC");

    /// <summary>With a token from elsewhere.</summary>
    public static AuthenticationMethod Token { get; } = new("TOKEN-BASED");
}

/// <summary>What a customer pays for membership.</summary>
public sealed record MembershipType(string Value) : WireWord(Value)
{
    /// <summary>Nothing.</summary>
    public static MembershipType Free { get; } = new("FREE");

    /// <summary>The usual fee.</summary>
    public static MembershipType Paid { get; } = new("PAID");

    /// <summary>More than the usual fee.</summary>
    public static MembershipType Premium { get; } = new("PREMIUM");
}

/// <summary>How credentials were entered.</summary>
public sealed record LoginInputMethod(string Value) : WireWord(Value)
{
    /// <summary>Typed.</summary>
    public static LoginInputMethod Manual { get; } = new("MANUALINPUT");

    /// <summary>Filled in by the browser.</summary>
    public static LoginInputMethod AutoFill { get; } = new("AUTOFILL");

    /// <summary>Filled in by a program.</summary>
    public static LoginInputMethod Script { get; } = new("SCRIPT");

    /// <summary>Pasted.</summary>
    public static LoginInputMethod CopyPaste { get; } = new("COPYPASTE");

    /// <summary>Picked from stored profiles.</summary>
    public static LoginInputMethod SelectProfile { get; } = new("SELECTPROFILE");
}

/// <summary>A challenge passed at sign-in. The wire values contain spaces.</summary>
public sealed record LoginChallengeType(string Value) : WireWord(Value)
{
    /// <summary>A code by text message.</summary>
    public static LoginChallengeType TextMessage { get; } = new("TEXT SMS");

    /// <summary>A code by telephone.</summary>
    public static LoginChallengeType PhoneCall { get; } = new("PHONE SMS");

    /// <summary>A code by e-mail.</summary>
    public static LoginChallengeType EmailPin { get; } = new("EMAIL PIN");

    /// <summary>A puzzle for people.</summary>
    public static LoginChallengeType Captcha { get; } = new("CAPTCHA");
}
