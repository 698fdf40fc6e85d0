namespace Storefront.FraudServer.Portal.Rules;

/// <summary>A word of the language: how it is written and what it gives.</summary>
public sealed record RuleWord(string Written, string Meaning);

/// <summary>Words that belong together.</summary>
public sealed record WordGroup(string Name, IReadOnlyList<RuleWord> Words);

/// <summary>The language on one page, for whoever has a rule open and wants to know what a function is called.</summary>
public static class RuleWords
{
    public static IReadOnlyList<WordGroup> All { get; } =
    [
        Group("Statements", """
            LET $name = … | a value by a name, for the rest of this rule
            WHEN … | whether the rule, clause or velocity applies
            OBSERVE Output(k = …), Trace(k = …) WHEN … | tells something and goes on; Other is the old word for Output
            RETURN Approve(reason, supportMessage) WHEN … | decides: Approve, Reject, Review or Challenge(type, reason, supportMessage)
            DO SetVariables(k = …) WHEN … | keeps a value for later rules of this event: GetVariable("k")
            DO SetResponse("section", k = …) | action rules: adds to the answer
            ROUTETO Queue("name") WHEN … | routing rules: where a review goes
            SELECT Count() AS name FROM Purchase GROUPBY … WHEN … | velocities: Count(), DistinctCount(…) or Sum(…)
            """),
        Group("Attributes", """
            @"user.email" | a member of the event; missing is "", 0 or false
            @"productList[0].type" | an element; without [0] the first that has the rest
            @@"user", @@ | the same as JSON, the whole event
            Exists(@"a") | there and not null
            Request.CorrelationId() | the header of the call
            Response.Decision() | action rules: what was decided
            """),
        Group("Text", """
            s.StartsWith(t) s.EndsWith(t) s.Contains(t) s.Equals(t) s.IgnoreCaseEquals(t) | true or false
            s.IndexOf(t) s.LastIndexOf(t) s.Length | places and length; -1 when not found
            s.Substring(start, length) s.Replace(a, b) s.Split(t) | parts
            s.ToUpper() s.ToLower() s.Trim() s.TrimStart() s.TrimEnd() s.PadLeft(n) s.PadRight(n) | the same, written otherwise
            s.IsNullOrEmpty() String.IsNullOrEmpty(s) String.IsNullOrWhiteSpace(s) s.IsNumeric() | true or false
            s.ContainsOnly(c) s.ContainsAll(c) s.ContainsAny(c) | c is CharSet.Alphabetic, Apostrophe, Asperand, Backslash, Comma, Hyphen, Numeric, Period, Slash, Underscore or WhiteSpace, joined by |
            In(key, "a, b, c") | one of them, upper and lower case alike
            Patterns.IsRegexMatch("pattern", s) | somewhere in the text, within 10 ms
            GetPattern(s).maxConsonants GetPattern(s).gibberScore | the longest run of consonants; 0 is typed at random, 1 is ordinary
            """),
        Group("Numbers", """
            Math.Min(a, b) Math.Max(a, b) Math.Abs(x) Math.Sign(x) | smaller, larger, without sign, -1 0 1
            Math.Round(x, digits) Math.Floor(x) Math.Ceiling(x) Math.Truncate(x) | whole numbers
            Math.Pow(x, y) Math.Sqrt(x) Math.Exp(x) Math.Log(x, base) Math.Log10(x) Math.PI Math.E | powers and logarithms
            Math.Sin(x) Math.Cos(x) Math.Tan(x) Math.Asin(x) Math.Acos(x) Math.Atan(x) Math.Atan2(y, x) Math.Sinh(x) Math.Cosh(x) Math.Tanh(x) | angles
            RandomInt(min, max) | from min to one below max
            """),
        Group("Dates", """
            DateTime.UtcNow DateTime.Today | now, and midnight, UTC
            DaysSince(@"d") | whole days of 24 hours; a missing date is long ago
            d.Year d.Month d.Day d.Hour d.Minute d.Second d.Millisecond d.DayOfYear d.DayOfWeek d.Date d.TimeOfDay | parts; DayOfWeek.Sunday is 0
            d.AddYears(n) d.AddMonths(n) d.AddDays(x) d.AddHours(x) d.AddMinutes(x) d.AddSeconds(x) d.AddMilliseconds(x) d.Add(t) d.Subtract(x) | other dates
            d.TruncateTo(t) d.TruncateToYear() d.TruncateToMonth() d.TruncateToWeek() d.TruncateToDay() d.TruncateToHour() d.TruncateToMinute() d.TruncateToSecond() d.TruncateToMillisecond() | back to a whole one
            TimeSpan.FromDays(x) TimeSpan.FromHours(x) TimeSpan.FromMinutes(x) TimeSpan.FromSeconds(x) | lengths of time
            t.Days t.Hours t.Minutes t.Seconds t.TotalDays t.TotalHours t.TotalMinutes t.TotalSeconds t.TotalMilliseconds | their parts, and all of them in one unit
            """),
        Group("From one type to another", """
            Convert.ToInt32(x) Convert.ToDouble(x) Convert.ToDateTime(x) Convert.ToString(x) Convert.ToBoolean(x) | what cannot be read is 0, "" or false, with a note
            x.ToInt32() x.ToDouble() x.ToDateTime() x.ToString() x.ToStr() d.ToString("yyyy-MM-dd") | the same behind a value
            j.AsString() j.AsInt() j.AsDouble() j.AsBool() j.AsDateTime() j.AsJsonArray() j.AsJsonObject() | from JSON
            Array.GetValue(j, "key", value, "wanted") Array.GetValues(j, "key", value) | search in a list of objects
            """),
        Group("Lists", """
            ContainsKey("List", "Column", key) | whether a row has it, upper and lower case alike
            Lookup("List", "KeyColumn", key, "ValueColumn", default) | text of the first row; "Unknown" without a default
            LookupClosest("List", "KeyColumn", key, "ValueColumn", default) | the row before it when there is none
            IsSafe("Email Support List", key) IsBlock(…) IsWatch(…) InSupportList(…) | what people decided about it
            """),
        Group("Scores and data from outside", """
            Model.Risk().Score Model.Risk().Reason | the scorecard of this event, 0 to 999
            Model.Bot(session).Score Model.Bot(session).Reason | the scorecard of a fingerprinting session
            Geo.CountryCode(@"ip") Geo.CountryRegion(@"ip") Geo.Region(@"ip") Geo.RegionCode(@"ip") Geo.City(@"ip") Geo.MarketCode(@"ip") | from your address file
            BIN.Lookup(bin).cardNetwork .cardType .issuer .countryCode .cardCategory .error | from your card range file
            Device.GetAttributes(session) Device.GetFullAttributes(session) Device.GetSelectedAttributes(session, "name", …) | what the browser told
            Device.GetSpeedOfTravel(session) | miles per hour between the last five sessions of a browser
            """),
        Group("Yours", """
            Velocity.name(key, 1h) | 1–59s, 1–59m, 1–23h or 1–90d, from a whole unit on
            External.name(arg, …) $r.GetDiagnostics() | a call of the settings, and how it went
            Assessments.name.Evaluate(k = …) | another assessment of this service
            Functions.name(arg, …).output Functions.root.name(…) Functions.parent.name(…) | your functions
            GetVariable("k") | what SetVariables kept
            """),
        Group("Of the first versions of the language", """
            Math.RandomInt(min, max) Arrays.GetValue(…) Geo.Isp(@"ip") Geo.PostalCode(@"ip") (double)@"x" | still understood
            """),
    ];

    private static WordGroup Group(string name, string lines) => new(name, [.. lines.Split('\n')
        .Select(line => line.LastIndexOf(" | ", StringComparison.Ordinal) is >= 0 and var at ? new RuleWord(line[..at], line[(at + 3)..]) : new RuleWord(line, ""))]);
}

/// <summary>A member of an event, as a rule writes it.</summary>
public sealed record EventMember(string Written, string Type, string Limits);

/// <summary>What there is here to be named: by the kind of thing.</summary>
public sealed record WordsModel(DeskPlace Place, IReadOnlyList<(string Kind, IReadOnlyList<string> Names)> Yours, IReadOnlyList<string> Events, string Event, IReadOnlyList<EventMember> Attributes);
