using System.Globalization;

namespace Storefront.Web.Features.Dashboard;

/// <summary>One kind of thing counted in a chart.</summary>
/// <param name="Name">In the legend and the table.</param>
/// <param name="Tone">Its colour, as a class.</param>
/// <param name="Values">One for each column.</param>
internal sealed record ChartSeries(string Name, string Tone, IReadOnlyList<double> Values);

/// <summary>Columns, one series upon the other, as an SVG that stretches with the page, and the same figures as a table.</summary>
internal sealed record ColumnChart
{
    private const double Gap = 0.18;

    /// <summary>Unique on the page.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What it shows, in a sentence for whoever does not see it.</summary>
    public required string Description { get; init; }

    /// <summary>What the columns are.</summary>
    public required string ColumnName { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>How a figure is read.</summary>
    public Func<double, string> Format { get; init; } = value => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    public bool IsEmpty => Series.All(series => series.Values.All(value => value == 0));

    public double Height => Math.Max(1, Labels.Select((_, column) => Series.Sum(series => series.Values[column])).DefaultIfEmpty(0).Max());

    /// <summary>The view box: one unit wide for each column, a hundred high.</summary>
    public string ViewBox => Of($"0 0 {Labels.Count} 100");

    /// <summary>Labels in the axis: all of a few, else the first, the middle and the last.</summary>
    public IReadOnlyList<string> AxisLabels => Labels.Count <= 8 ? Labels : [Labels[0], Labels[Labels.Count / 2], Labels[^1]];

    public IEnumerable<(string Tone, string X, string Y, string Width, string Height)> Bars()
    {
        for (var column = 0; column < Labels.Count; column++)
        {
            var top = 100.0;
            foreach (var series in Series.Where(series => series.Values[column] > 0))
            {
                var height = series.Values[column] / Height * 100;
                top -= height;
                yield return (series.Tone, Of($"{column + (Gap / 2):0.###}"), Of($"{top:0.###}"), Of($"{1 - Gap:0.###}"), Of($"{height:0.###}"));
            }
        }
    }

    private static string Of(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>One rate against the line the card schemes draw.</summary>
internal sealed record RateGauge(string Id, string Title, int Count, int Of, double? Threshold)
{
    public double Rate => Of == 0 ? 0 : (double)Count / Of;

    /// <summary>The right end of the scale: room beyond the line and the rate.</summary>
    public double Scale => Math.Max(Threshold is { } line ? line * 2 : 0.05, Rate * 1.25);

    public string Width => FormattableString.Invariant($"{Rate / Scale * 100:0.###}");

    public string? Line => Threshold is { } line ? FormattableString.Invariant($"{line / Scale * 100:0.###}") : null;

    public bool IsOver => Threshold is { } line && Rate >= line && Of > 0;
}
