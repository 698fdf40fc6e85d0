using System.Runtime.InteropServices;
using Storefront.FraudServer.Rules.Lists;

namespace Storefront.FraudServer.Portal.DataSubjects;

/// <summary>Everything that is held of somebody, by where it is.</summary>
internal sealed class HeldData(DataSubject subject)
{
    public DataSubject Subject => subject;
    public SortedSet<long> Events { get; } = [];
    public List<HeldObject> Objects { get; } = [];
    public List<HeldSeries> Series { get; } = [];
    public List<HeldValue> Values { get; } = [];
    public List<HeldEntry> Entries { get; } = [];

    /// <summary>Sessions of the fingerprinting script the events name.</summary>
    public HashSet<string> Devices { get; } = new(StringComparer.Ordinal);

    /// <summary>Lists of the merchant's own that hold the subject. They are his to change.</summary>
    public List<string> CustomLists { get; } = [];

    /// <summary>Whom the events name: told to whoever asks, so that nothing is forgotten.</summary>
    public SortedSet<string> Users { get; } = new(StringComparer.Ordinal);
    public SortedSet<string> Emails { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Purchases, sign-ups and sign-ins whose other events belong along, with their environment.</summary>
    public HashSet<(string EnvironmentId, string Id)> Followed { get; } = [];

    /// <summary>What the subject is called in keys and on lists. One event alone says nothing about those.</summary>
    public IReadOnlyCollection<string> Names => subject.Kind switch
    {
        DataSubject.Email => [subject.Value],
        DataSubject.User => [subject.Value, .. Emails],
        _ => [],
    };

    public HeldSummary Summary => new()
    {
        Subject = subject,
        Events = Events.Count,
        Objects = Objects.Count,
        Keys = Series.Count,
        Values = Values.Count,
        Devices = Devices.Count,
        Entries = [.. Entries.Select(held => $"{held.List} ({held.Entry.Status})")],
        IsBlocked = Entries.Exists(held => held.Entry.Status == SupportStatus.Block),
        CustomLists = CustomLists,
        Users = [.. Users],
        Emails = [.. Emails],
    };
}

/// <summary>How much is held of somebody.</summary>
public sealed record HeldSummary
{
    public required DataSubject Subject { get; init; }
    public required int Events { get; init; }
    public required int Objects { get; init; }
    public required int Keys { get; init; }
    public required int Values { get; init; }
    public required int Devices { get; init; }
    public required IReadOnlyList<string> Entries { get; init; }
    public required bool IsBlocked { get; init; }
    public required IReadOnlyList<string> CustomLists { get; init; }
    public required IReadOnlyList<string> Users { get; init; }
    public required IReadOnlyList<string> Emails { get; init; }

    public bool IsNothing => Events + Objects + Keys + Values + Devices + Entries.Count + CustomLists.Count == 0;
}

/// <summary>What events add up to.</summary>
internal sealed record HeldObject(string EnvironmentId, string Kind, string Id, string Subject, long Sequence, string? Outcome, string State);

/// <summary>A key that is counted by.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeldSeries(long Id, string EnvironmentId, string Velocity, string Key);

/// <summary>A value that was counted once under a key.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeldValue(long Series, string Value, long SeenAt);

/// <summary>An entry of a support list.</summary>
internal sealed record HeldEntry(string List, SupportEntry Entry);
