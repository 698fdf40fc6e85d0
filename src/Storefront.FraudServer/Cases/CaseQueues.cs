using System.Globalization;
using System.Text.Json.Nodes;
using Storefront.FraudServer.Events;
using Storefront.FraudServer.Objects;
using Storefront.FraudServer.Rules;
using Storefront.FraudServer.Settings;

namespace Storefront.FraudServer.Cases;

/// <summary>A queue as it works: its settings with what is not set filled in.</summary>
public sealed record QueueSetup(string Name, string Description, string Order, TimeSpan? TimeOut, string DefaultAction);

/// <summary>The queues there are, and which one an event that needs a person goes to.</summary>
internal sealed class CaseQueues(FraudServerSettings settings)
{
    public const string General = nameof(General);

    private static readonly string[] OurReasons = ["Known customer", "Details are plausible", "Details do not fit together", "Known fraud pattern", "Account taken over", "Customer could not be reached"];

    public IReadOnlyList<QueueSetup> All { get; } = [.. settings.Queues.Prepend(General).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Of(settings, name))];

    /// <summary>What reviewers may give as the reason.</summary>
    public IReadOnlyList<string> Reasons { get; } = settings.Cases.Reasons is { Count: > 0 } reasons ? reasons : OurReasons;

    /// <summary>The queue; one that is no longer in the settings goes on as long as it has cases.</summary>
    public QueueSetup Of(string name) => All.FirstOrDefault(queue => queue.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? Of(settings, name);

    /// <summary>The case of an event that was answered with Review.</summary>
    public NewCase Open(Assessment asked, JsonObject body, Ruling ruling, DateTimeOffset at)
    {
        var queue = Of(ruling.Queue ?? General);
        var visible = at.AddMinutes(settings.Cases.HoldMinutes);
        return new NewCase
        {
            SubjectId = asked.EventId(body) ?? "",
            Queue = queue.Name,
            Score = ruling.RiskScore,
            Amount = body["totalAmount"] is JsonValue amount && decimal.TryParse(amount.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var money) ? money : 0,
            Currency = ObjectKind.Text(body, "currency") ?? "",
            VisibleAt = visible,
            DueAt = queue.DefaultAction == nameof(DefaultAction.LeaveOpen) ? null : visible + queue.TimeOut,
        };
    }

    private static QueueSetup Of(FraudServerSettings settings, string name)
    {
        var queue = settings.Cases.Queues.Find(q => q.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? new QueueSettings();
        return new(name, queue.Description, queue.Order.ToString(), queue.TimeOutHours == 0 ? null : TimeSpan.FromHours(queue.TimeOutHours), queue.DefaultAction.ToString());
    }
}
