namespace Storefront.FraudServer.Portal.Rules;

/// <summary>A rule to begin from.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Purpose">What it is against or for.</param>
/// <param name="Text">The rule, with what it counts by.</param>
public sealed record ClauseTemplate(string Name, string Purpose, string Text);

/// <summary>What is wanted most, written once. Nothing in them is in force before the draft is published.</summary>
public static class ClauseTemplates
{
    public static IReadOnlyList<ClauseTemplate> All { get; } =
    [
        new("Support lists", "what people decided about e-mail addresses comes first", """
            %rule Support lists
            %clause Blocked
            RETURN Reject("Blocked by hand") WHEN IsBlock("Email Support List", @"user.email")
            %clause Watched
            RETURN Review("Watched by hand") WHEN IsWatch("Email Support List", @"user.email")
            %clause Safe
            RETURN Approve("Known to be good") WHEN IsSafe("Email Support List", @"user.email")
            """),
        new("Card testing", "many cards from one connection in an hour", """
            %set Card testing
            %velocity SELECT DistinctCount(@"paymentInstrumentList.merchantPaymentInstrumentId") AS cards_perIp FROM Purchase GROUPBY @"deviceContext.ipAddress"
            %rule Card testing
            %clause Many cards
            RETURN Reject("Many cards from one connection") WHEN Velocity.cards_perIp(@"deviceContext.ipAddress", 1h) >= 4
            """),
        new("Spending", "more money in a day than a customer usually spends", """
            %set Spending
            %velocity SELECT Sum(@"totalAmount") AS spent_perUser FROM Purchase GROUPBY @"user.userId"
            %rule Spending
            %when WHEN Exists(@"user.userId")
            %clause Much in a day
            RETURN Review("Much money in a day") WHEN Velocity.spent_perUser(@"user.userId", 1d) + @"totalAmount" > 2000
            """),
        new("Large first purchase", "a new account that begins with a large amount", """
            %rule Large first purchase
            %clause New and large
            RETURN Review("A new account, a large amount") WHEN Exists(@"user.creationDate") AND DaysSince(@"user.creationDate") < 1 AND @"totalAmount" > 500
            """),
        new("Risk score", "what the scorecard makes of an event", """
            %rule Risk score
            %clause High stage=risk
            RETURN Reject("Score") WHEN @"riskScore" >= 900
            %clause Middle stage=risk
            RETURN Review("Score") WHEN @"riskScore" >= 700
            """),
        new("Country of the connection", "where the connection and the card are from do not fit", """
            %rule Country of the connection
            %clause Elsewhere
            LET $from = Geo.CountryCode(@"deviceContext.ipAddress")
            RETURN Review("Connection from another country") WHEN $from != "" AND $from != @"user.country"
            """),
        new("Digital goods", "what is delivered at once, bought in bulk", """
            %rule Digital goods
            %when WHEN @"productList.type" == "Digital"
            %clause Many at once
            RETURN Review("Many digital goods") WHEN @"productList.quantity" >= 5
            """),
        new("Made-up address", "an e-mail address typed at random", """
            %rule Made-up address
            %clause Gibberish
            LET $name = @"user.email".ToLower().Split("@")[0].AsString()
            RETURN Review("Address looks made up") WHEN GetPattern($name).maxConsonants >= 6 OR GetPattern($name).gibberScore < 0.25
            """),
        new("Takeover", "many sign-ins from one connection", """
            %set Takeover
            %velocity SELECT DistinctCount(@"user.userId") AS users_perIp FROM AccountLogin GROUPBY @"device.ipAddress"
            %rule Takeover
            %clause Many accounts
            RETURN Challenge("Email", "Many accounts from one connection") WHEN Velocity.users_perIp(@"device.ipAddress", 1h) >= 5
            """),
        new("Chargebacks", "whoever had one lately", """
            %set Chargebacks
            %velocity SELECT Count() AS chargebacks_perUser FROM Chargeback GROUPBY @"purchase.user.userId"
            %rule Chargebacks
            %clause Had one
            RETURN Review("A chargeback in the last 90 days") WHEN Velocity.chargebacks_perUser(@"user.userId", 90d) > 0
            """),
        new("Watch only", "says what a rule would do before it does it", """
            %rule Watch only
            %clause Would reject
            OBSERVE Output(wouldReject = true), Trace(amount = @@"totalAmount") WHEN @"totalAmount" > 1000
            """),
    ];

    /// <summary>A text with a template at its end; a name that is taken already gets a number, and what is counted already is not counted twice.</summary>
    public static string? Append(string text, string? asked)
    {
        if (!int.TryParse(asked, System.Globalization.CultureInfo.InvariantCulture, out var index) || index < 0 || index >= All.Count)
            return null;
        var outline = RuleOutline.Of(text);
        var counted = outline.Where(part => part.Kind == "set").SelectMany(part => part.Clauses).Select(velocity => velocity.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rule = All[index].Text;
        if (RuleOutline.Of(rule).Any(part => part.Kind == "set" && part.Clauses.All(velocity => counted.Contains(velocity.Name))))
            rule = rule[rule.IndexOf("%rule ", StringComparison.Ordinal)..];
        var taken = outline.Where(part => part.Kind == "rule").Select(part => part.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = rule.Split('\n').First(line => line.StartsWith("%rule ", StringComparison.Ordinal))["%rule ".Length..];
        for (var number = 2; taken.Contains(name); number++)
            if (!taken.Contains($"{name} {number}"))
                return Joined(text, rule.Replace($"%rule {name}", $"%rule {name} {number}", StringComparison.Ordinal));
        return Joined(text, rule);
    }

    private static string Joined(string text, string rule) => $"{text.TrimEnd()}\n\n{rule}\n".TrimStart('\n');
}
