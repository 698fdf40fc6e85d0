using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Storefront.FraudProtection.Events;
using Storefront.FraudProtection.Http;

namespace Storefront.Tests.FraudProtection;

/// <summary>The events are held to the tables of the contract and to its examples.</summary>
public sealed class ContractTests
{
    public static TheoryData<string, Type> Tables => new()
    {
        { "4.1", typeof(Purchase) },
        { "4.2", typeof(User) },
        { "4.3", typeof(DeviceContext) },
        { "4.5", typeof(PaymentInstrument) },
        { "4.6", typeof(Product) },
        { "4.8", typeof(ThreeDS) },
        { "4.11", typeof(EventMetadata) },
        { "5.1", typeof(PurchaseStatus) },
        { "5.2", typeof(BankEvent) },
        { "5.3", typeof(Refund) },
        { "5.4", typeof(Chargeback) },
        { "5.6", typeof(Label) },
        { "6.2", typeof(SignUpStatus) },
    };

    public static TheoryData<string> Requests => [.. Repository.Examples("*.request.json").Where(file => EventOf(file) is not null)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void An_event_has_the_members_of_its_table_with_their_types_and_no_others(string section, Type type)
    {
        var fields = ContractTables.Section(section).Where(field => !field.Type.Contains("travelOverview", StringComparison.Ordinal) && field.Name is not ("travelOverview" or "cloudBusiness")).ToList();
        if (section[0] is '5' or '6')
            fields = [.. fields.Where(field => field.Name != "_metadata"), new("_metadata", "object", true, "")];

        Assert.Equal(fields.Select(field => field.Name).Order(StringComparer.Ordinal), Members(type).Keys.Order(StringComparer.Ordinal));
        Assert.All(fields, field =>
        {
            var member = Members(type)[field.Name];
            Assert.True(Matches(field, member.PropertyType), $"{field.Name} is {field.Type} in the contract and {member.PropertyType} here");
            Assert.Equal(field.Required && field.Name != "_metadata", member.IsRequired);
        });
    }

    [Fact]
    public void An_account_update_has_the_members_of_a_user_and_those_of_its_own_table() =>
        Assert.Equal(
            ContractTables.Section("4.2").Concat(ContractTables.Section("5.5")).Select(field => field.Name).Order(StringComparer.Ordinal),
            Members(typeof(AccountUpdate)).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Parts_described_in_prose_have_exactly_the_members_named_there()
    {
        Assert.Equal(ContractTables.Prose("4.4").Append("type").Order(StringComparer.Ordinal), Members(typeof(Address)).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ContractTables.Prose("4.9").Order(StringComparer.Ordinal), Members(typeof(ExternalDeviceAttributes)).Keys.Order(StringComparer.Ordinal));

        var bullets = ContractTables.Text("4.10").Split("* ")[1..];
        var store = ContractTables.Names(bullets[0].Split('{')[0]).Skip(1);
        Assert.Equal(store.Order(StringComparer.Ordinal), Members(typeof(Store)).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ContractTables.Names(bullets[1]).Skip(1).Order(StringComparer.Ordinal), Members(typeof(OrganizationLevel)).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Words_are_spelled_as_the_contract_lists_them(string section, Type type)
    {
        foreach (var field in ContractTables.Section(section))
        {
            if (!Members(type).TryGetValue(field.Name, out var member) || !typeof(WireWord).IsAssignableFrom(member.PropertyType) || field.Values.StartsWith("as ", StringComparison.Ordinal))
                continue;

            var ours = member.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => ((WireWord)property.GetValue(null)!).Value).ToList();
            var listed = ContractTables.Names(field.Values).Distinct(StringComparer.Ordinal).ToList();
            if (member.PropertyType == typeof(ProductCategory))
                listed.Add("Other");                           // off the list, named in the sentence after it
            Assert.Equal(listed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void An_example_read_and_written_again_has_lost_nothing(string file)
    {
        var example = Repository.Example(file);

        var read = (FraudEvent)JsonSerializer.Deserialize(example, EventOf(file)!, Wire.Json)!;
        var written = JsonSerializer.Serialize(read, read.GetType(), Wire.Json);

        Assert.Null(Difference(JsonNode.Parse(example), JsonNode.Parse(written), "$"));
        Assert.Null(read.Further);
        Assert.Equal(Repository.ExamplePath(file), read.Path);
    }

    [Fact]
    public void There_is_an_example_of_each_of_the_sixteen_events() =>
        Assert.Equal(16, Repository.Examples("*.request.json").Select(EventOf).OfType<Type>().Distinct().Count());

    private static Type? EventOf(string file) => file switch
    {
        _ when file.StartsWith("purchase-status-", StringComparison.Ordinal) => typeof(PurchaseStatus),
        _ when file.StartsWith("purchase-", StringComparison.Ordinal) => typeof(Purchase),
        _ when file.StartsWith("bank-event-", StringComparison.Ordinal) => typeof(BankEvent),
        _ when file.StartsWith("refund-", StringComparison.Ordinal) => typeof(Refund),
        _ when file.StartsWith("chargeback-", StringComparison.Ordinal) => typeof(Chargeback),
        _ when file.StartsWith("update-account-", StringComparison.Ordinal) => typeof(AccountUpdate),
        _ when file.StartsWith("label-", StringComparison.Ordinal) => typeof(Label),
        _ when file.StartsWith("signup-status-", StringComparison.Ordinal) => typeof(SignUpStatus),
        _ when file.StartsWith("signup", StringComparison.Ordinal) => typeof(SignUp),
        _ when file.StartsWith("signin", StringComparison.Ordinal) => typeof(SignIn),
        _ when file.StartsWith("ap-account-create-status-", StringComparison.Ordinal) => typeof(AccountCreationStatus),
        _ when file.StartsWith("ap-account-create", StringComparison.Ordinal) => typeof(AccountCreation),
        _ when file.StartsWith("ap-account-login-status-", StringComparison.Ordinal) => typeof(AccountLoginStatus),
        _ when file.StartsWith("ap-account-login", StringComparison.Ordinal) => typeof(AccountLogin),
        _ when file.StartsWith("ap-account-update", StringComparison.Ordinal) => typeof(AccountProtectionUpdate),
        _ when file.StartsWith("ap-label", StringComparison.Ordinal) => typeof(AccountLabel),
        _ => null,
    };

    internal static Dictionary<string, JsonPropertyInfo> Members(Type type) =>
        Wire.Json.GetTypeInfo(type).Properties.Where(member => !member.IsExtensionData).ToDictionary(member => member.Name, StringComparer.Ordinal);

    internal static bool Matches(ContractTables.Field field, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return field.Type switch
        {
            "string" => type == typeof(string) || typeof(WireWord).IsAssignableFrom(type) || type.IsEnum,
            "double" => type == typeof(decimal) || type == typeof(double),
            "int32" => type == typeof(int),
            "boolean" => type == typeof(bool),
            "dt" => type == typeof(DateTimeOffset),
            "array" => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>),
            "object" => typeof(EventPart).IsAssignableFrom(type) || type == typeof(JsonObject),
            _ => type == (field.Type.Contains("boolean", StringComparison.Ordinal) ? typeof(bool) : typeof(string)),   // section 4.8 has no type column
        };
    }

    // Numbers by value, instants by instant and offset, everything else to the letter.
    private static string? Difference(JsonNode? expected, JsonNode? actual, string path) => (expected, actual) switch
    {
        (JsonObject one, JsonObject other) => one.Select(member => member.Key).Union(other.Select(member => member.Key), StringComparer.Ordinal)
            .Select(name => Difference(one[name], other[name], $"{path}.{name}")).FirstOrDefault(found => found is not null),
        (JsonArray one, JsonArray other) when one.Count == other.Count => one
            .Select((item, index) => Difference(item, other[index], $"{path}[{index}]")).FirstOrDefault(found => found is not null),
        (JsonValue one, JsonValue other) when Same(one, other) => null,
        _ => $"{path}: {expected?.ToJsonString() ?? "absent"} became {actual?.ToJsonString() ?? "absent"}",
    };

    private static bool Same(JsonValue one, JsonValue other) =>
        one.TryGetValue<DateTimeOffset>(out var time) && other.TryGetValue<DateTimeOffset>(out var again) ? time.EqualsExact(again)
        : one.TryGetValue<decimal>(out var number) && other.TryGetValue<decimal>(out var same) ? number == same
        : one.ToJsonString() == other.ToJsonString();
}
