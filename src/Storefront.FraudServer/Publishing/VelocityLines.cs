using System.Text.Json;
using Storefront.FraudServer.Rules;

namespace Storefront.FraudServer.Publishing;

/// <summary>
/// In which series the velocities of a version count. One that is unchanged goes on in the series it has; one that is new or counts
/// something else begins an empty one, so that what it answers is what came in since it was published.
/// </summary>
internal sealed class VelocityLines
{
    private readonly Dictionary<(string Environment, string Velocity), string> _series;

    private VelocityLines(Dictionary<(string, string), string> series) => _series = series;

    /// <summary>Every velocity in the series of its own name: rules that come from a file.</summary>
    public static VelocityLines Plain { get; } = new([]);

    /// <summary>As a version keeps them.</summary>
    public static VelocityLines Read(string json) => new(JsonSerializer.Deserialize<List<string[]>>(json)!
        .ToDictionary(line => Key(line[0], line[1]), line => line[2]));

    /// <summary>For rules that follow others.</summary>
    /// <param name="before">The rules in force until now, as far as they are known.</param>
    /// <param name="after">The rules that follow.</param>
    /// <param name="mark">What tells new series from all that have been.</param>
    public static VelocityLines Continue(PublishedRules? before, RuleBook after, string mark)
    {
        var known = before?.Book.Velocities.ToDictionary(v => Key(v.Environment, v.Name), v => v.Definition) ?? [];
        return new(after.Velocities.ToDictionary(v => Key(v.Environment, v.Name), v =>
            known.GetValueOrDefault(Key(v.Environment, v.Name)) == v.Definition ? before!.Lines.SeriesOf(v.Environment, v.Name) : $"{v.Name}@{mark}"));
    }

    public string SeriesOf(string environment, string velocity) => _series.GetValueOrDefault(Key(environment, velocity), velocity);

    public string Write() => JsonSerializer.Serialize(_series.Select(line => new[] { line.Key.Environment, line.Key.Velocity, line.Value }));

    /// <summary>The rules with their velocities in these series, each named as the rules define it.</summary>
    public RuleBook Apply(RuleBook book)
    {
        var names = book.Velocities.ToDictionary(v => Key(v.Environment, v.Name), v => SeriesOf(v.Environment, v.Name));
        return book.WithSeries((environment, velocity) => names.GetValueOrDefault(Key(environment, velocity), velocity));
    }

    private static (string, string) Key(string environment, string velocity) => (environment.ToUpperInvariant(), velocity.ToUpperInvariant());
}
