using System.Text.RegularExpressions;
using Storefront.FraudServer.Events.Shapes;

namespace Storefront.Tests.FraudServer.Events;

/// <summary>Holds the tables the service validates by to the tables people read.</summary>
public sealed partial class ShapeTests
{
    private static readonly string[] Lines = Contract.Text("events.md").Split('\n');

    public static TheoryData<string, string> Tables => new()
    {
        { "### 4.1 ", nameof(PurchaseShape.Purchase) },
        { "### 4.2 ", nameof(Parts.User) },
        { "### 4.3 ", nameof(Parts.DeviceContext) },
        { "### 4.5 ", nameof(PaymentInstrument.OfPurchase) },
        { "### 4.6 ", nameof(PurchaseShape.Product) },
        { "### 4.8 ", nameof(Parts.ThreeDS) },
        { "### 4.11 ", nameof(Parts.Metadata) },
        { "### 5.1 ", nameof(IngestionShapes.PurchaseStatus) },
        { "### 5.2 ", nameof(IngestionShapes.BankEvent) },
        { "### 5.3 ", nameof(IngestionShapes.Refund) },
        { "### 5.4 ", nameof(IngestionShapes.Chargeback) },
        { "### 5.5 ", nameof(IngestionShapes.UpdateAccount) },
        { "### 5.6 ", nameof(IngestionShapes.Label) },
        { "### 6.1 ", nameof(SignShapes.SignUp) },
        { "### 6.2 ", nameof(SignShapes.SignUpStatus) },
        { "### 6.3 ", nameof(SignShapes.SignIn) },
        { "### 7.1 ", nameof(AccountShapes.Creation) },
        { "### 7.2 ", nameof(AccountShapes.Login) },
        { "### 7.3 ", nameof(AccountShapes.CreationStatus) },
        { "### 7.3 ", nameof(AccountShapes.LoginStatus) },
        { "### 7.5 ", nameof(AccountShapes) },
        { "### 7.6 ", nameof(AccountParts.Device) },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_shape_has_every_member_of_its_table_with_type_requirement_and_values(string heading, string name)
    {
        var shape = Named(name);
        var rows = Rows(heading).ToList();
        Assert.NotEmpty(rows);

        foreach (var (members, columns) in rows)
            foreach (var member in members)
            {
                var found = Find(shape, member);
                if (found is null && member is "metadata.signUpId" or "metadata.loginId")
                    continue; // one row for the status of either
                Assert.True(found is not null, $"{heading}{member} is missing");
                if (heading == "### 4.8 ")
                    continue; // its table has names and values only: all text but the first, said in words
                Assert.True(Types(columns[1]).Contains(found.Kind), $"{member}: {columns[1]} is not {found.Kind}");
                Assert.True(columns[2].StartsWith('R') == found.Required, $"{member}: required is '{columns[2]}'");
                if (columns[1] == "enum")
                    Assert.True(found.IsStrict && found.Values.Count > 1, $"{member} is strict");
                foreach (var value in ListedValues(columns[3]))
                    if (found.Values.Count > 0)
                        Assert.True(found.Values.Contains(value, StringComparer.OrdinalIgnoreCase), $"{member}: {value}");
            }
    }

    [Theory]
    [InlineData("### 4.4 ", nameof(Parts.Address), 11)]
    [InlineData("### 4.9 ", nameof(Parts.ExternalDevice), 36)]
    public void A_shape_told_in_words_has_exactly_the_names_told(string heading, string name, int count)
    {
        var told = Section(heading).SelectMany(line => Quoted().Matches(line)).Select(m => m.Groups["name"].Value)
            .Where(word => word is not "shippingAddress" and not "billingAddress").ToHashSet(StringComparer.Ordinal);

        Assert.Equal(count, told.Count);
        Assert.True(told.SetEquals(Named(name).Members.Select(m => m.Name)));
    }

    [Fact]
    public void No_shape_has_a_member_the_contract_does_not_know()
    {
        var words = Lines.SelectMany(line => Quoted().Matches(line)).SelectMany(m => m.Groups["name"].Value.Split('.', '[')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var abbreviated = new[] { "fromState", "fromCountryISO", "fromZipCode", "toState", "toCountryISO", "toZipCode", "street2" }; // "fromCity/State/…"

        foreach (var name in Tables.Select(t => (string)t[1]))
            Assert.All(Named(name).Members, m => Assert.True(
                words.Contains(m.Name) || abbreviated.Contains(m.Name, StringComparer.Ordinal) || m.Name.StartsWith("organizationLevel", StringComparison.Ordinal), m.Name));
    }

    private static Shape Named(string name) => name == nameof(AccountShapes) ? AccountShapes.Label
        : (Shape)new[] { typeof(PurchaseShape), typeof(Parts), typeof(PaymentInstrument), typeof(IngestionShapes), typeof(SignShapes), typeof(AccountShapes), typeof(AccountParts) }
            .Select(t => t.GetProperty(name)).First(p => p is not null)!.GetValue(null)!;

    // Account protection writes its tables with paths: metadata.signUpId, email[].
    private static Member? Find(Shape shape, string path) => path.Split('.') is [var part, var member]
        ? shape.Find(part)?.Shape?.Find(member)
        : shape.Find(path.Replace("[]", "", StringComparison.Ordinal));

    private static IEnumerable<string> Section(string heading) =>
        Lines.SkipWhile(l => !l.StartsWith(heading, StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.StartsWith('#'));

    private static IEnumerable<(List<string> Members, string[] Columns)> Rows(string heading) => Section(heading)
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Replace("\\|", "\u00A6", StringComparison.Ordinal).Split('|').Skip(1).Select(c => c.Trim()).ToArray())
        .Select(columns => (Quoted().Matches(columns[0]).Select(m => m.Groups["name"].Value).ToList(), columns));

    private static Kind[] Types(string type) => type switch
    {
        "string" => [Kind.Text, Kind.TextOrNumber],
        "double" => [Kind.Number],
        "int32" => [Kind.Integer, Kind.Number],
        "boolean" => [Kind.Boolean],
        "dt" => [Kind.Date],
        "enum" => [Kind.Text],
        "array" => [Kind.List],
        _ => [Kind.Object, Kind.Properties],
    };

    // Values stand in backticks, separated by bars (which the table escapes); a column without bars explains in words.
    private static IEnumerable<string> ListedValues(string column) =>
        column.Contains('\u00A6', StringComparison.Ordinal) ? Quoted().Matches(column.Split('(')[0]).Select(m => m.Groups["name"].Value).Where(v => !v.StartsWith("S:", StringComparison.Ordinal)) : [];

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
