namespace Storefront.FraudServer.Configuration;

/// <summary>An environment, as its file has it.</summary>
internal sealed record EnvironmentPart(string Id, string? ApiId, string Name, string? Parent);

/// <summary>A client, as its file has it.</summary>
internal sealed record CredentialPart
{
    public required string Name { get; init; }
    public required string Tenant { get; init; }
    public required string ClientId { get; init; }
    public required string Resource { get; init; }
    public required IReadOnlyList<string> Environments { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    public bool Revoked { get; init; }

    /// <summary>They are public.</summary>
    public IReadOnlyList<KeyPart> Certificates { get; init; } = [];

    /// <summary>Hashes of secrets, if they were asked for.</summary>
    public IReadOnlyList<KeyPart>? SecretHashes { get; init; }
}

/// <summary>A certificate, or the hash of a secret.</summary>
internal sealed record KeyPart(string Value, string Note, DateTimeOffset? Ends);

/// <summary>A queue of cases; its cases stay where they are.</summary>
internal sealed record QueuePart(string Name, string Description, string Order, int TimeOutHours, string DefaultAction);

/// <summary>What is set outside of the database. It is told, compared, and changed where the settings are.</summary>
internal sealed record SettingsPart(int Format, SortedDictionary<string, int> Retention, IReadOnlyList<QueuePart> Queues, IReadOnlyList<string> Assessments, IReadOnlyList<string> ExternalCalls)
{
    public const int Newest = 1;

    public static SettingsPart Of(Settings.FraudServerSettings settings) => new(
        Newest,
        new(StringComparer.Ordinal)
        {
            [nameof(settings.Retention.EventDays)] = settings.Retention.EventDays,
            [nameof(settings.Retention.ObservationDays)] = settings.Retention.ObservationDays,
            [nameof(settings.Retention.FingerprintDays)] = settings.Retention.FingerprintDays,
            [nameof(settings.Retention.ActivityDays)] = settings.Retention.ActivityDays,
            [nameof(settings.Retention.ShadowDays)] = settings.Retention.ShadowDays,
            [nameof(settings.Retention.CounterDays)] = settings.Retention.CounterDays,
            [nameof(settings.Retention.TraceDays)] = settings.Retention.TraceDays,
        },
        [.. new Cases.CaseQueues(settings).All.OrderBy(queue => queue.Name, StringComparer.Ordinal).Select(queue => new QueuePart(queue.Name, queue.Description, queue.Order, (int)(queue.TimeOut?.TotalHours ?? 0), queue.DefaultAction))],
        [.. settings.Assessments.Select(a => a.ApiName).Order(StringComparer.Ordinal)],
        [.. settings.ExternalCalls.Select(c => c.Name).Order(StringComparer.Ordinal)]);
}
