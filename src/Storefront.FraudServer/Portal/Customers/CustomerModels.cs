using Storefront.FraudServer.Events;
using Storefront.FraudServer.Portal.Lists;
using Storefront.FraudServer.Portal.Search;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.Customers;

/// <summary>Where the page about somebody is.</summary>
internal static class CustomerLinks
{
    public const string Root = "/portal/customers";

    public static string Of(string id) => Root + QueryString.Create("id", id);
}

/// <summary>What is known of somebody, found by anything their events name.</summary>
public sealed record CustomerModel
{
    /// <summary>What was asked for; empty before anything was.</summary>
    public string Id { get; init; } = "";
    public IReadOnlyList<ReceivedRow> Newest { get; init; } = [];

    /// <summary>How many events were looked at, and whether there are older ones.</summary>
    public int Looked { get; init; }
    public bool HasMore { get; init; }
    public DateTimeOffset? First { get; init; }
    public IReadOnlyList<CustomerSpan> Spans { get; init; } = [];
    public IReadOnlyList<CustomerSubject> Subjects { get; init; } = [];
    public IReadOnlyList<(Subject Subject, SupportChange Change)> Listed { get; init; } = [];
    public bool CanEditLists { get; init; }
    public Form Form { get; init; } = new();
}

/// <summary>What somebody did in a time, and what became of it.</summary>
public sealed record CustomerSpan(string Name)
{
    public int Events { get; set; }
    public int Purchases { get; set; }
    public Dictionary<string, int> Decisions { get; } = new(StringComparer.Ordinal);
    public Sums Approved { get; } = new();
    public Sums Refunded { get; } = new();
    public Sums ChargedBack { get; } = new();
    public int Frauds { get; set; }
}

/// <summary>Amounts, each in its currency.</summary>
public sealed class Sums
{
    private readonly SortedDictionary<string, decimal> _amounts = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public void Add(decimal amount, string currency)
    {
        Count++;
        _amounts[currency] = _amounts.GetValueOrDefault(currency) + amount;
    }

    public override string ToString() => Count == 0 ? "–" : string.Join(", ", _amounts.Select(sum => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sum.Value:N2} {sum.Key}").TrimEnd()));
}

/// <summary>Who or what the events are about, in how many of them, and what its support list says of it now.</summary>
public sealed record CustomerSubject(SubjectStanding Standing, int Events);
