using Storefront.FraudServer.Portal.Rules;

namespace Storefront.Tests.FraudServer.Portal;

/// <summary>What the buttons beside a rule do to the text.</summary>
public sealed class DraftEditTests
{
    private const string Text = """
        // the file

        %rule First
        %clause A
        RETURN Reject() WHEN true

        // about the second
        %rule Second inactive
        %when WHEN @"totalAmount" > 5
        %clause B
        OBSERVE Output(x = 1)
        %set Counts
        %velocity SELECT Count() AS bought FROM Purchase GROUPBY @"user.userId"

        %rule Third
        %clause C
        %clause D stage=risk
        RETURN Approve()
        %env child
        %rule Fourth
        %clause E
        RETURN Approve()
        """;

    [Fact]
    public void A_text_is_told_as_its_parts_in_order()
    {
        var parts = RuleOutline.Of(Text).Select(p => $"{p.Environment} {p.Kind} {p.Name} {p.IsActive} {p.HasCondition} {p.Line}: {string.Join(", ", p.Clauses.Select(c => c.Name))}");

        Assert.Equal(
        [
            "root rule First True False 3: A", "root rule Second False True 8: B", "root set Counts True False 12: bought",
            "root rule Third True False 15: C, D", "child rule Fourth True False 20: E",
        ], parts);
    }

    [Theory]
    [InlineData("RETURN Reject()", "R: C")]
    [InlineData("%clause One\nRETURN Reject()\n%rule Two\n%clause X", "R: One|Two: X")]
    [InlineData("%function Tax(_a Int = 0)\n%output Total Int = 0\nRETURN _a\n%output Half Int = 0\nRETURN 1\n%rule Two\n%clause X", "Tax: Total, Half|Two: X")]
    [InlineData("", "")]
    [InlineData("%rule\n%clause", ": Clause 1")]
    public void A_text_without_names_and_one_that_is_not_finished_have_parts_too(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', RuleOutline.Of(text).Select(p => $"{p.Name}: {string.Join(", ", p.Clauses.Select(c => c.Name))}")));

    [Fact]
    public void A_function_has_no_switch() => Assert.Null(DraftEdit.Switch("%function Tax()\n%output T Int = 0\nRETURN 1", 1));

    [Fact]
    public void Switching_writes_and_takes_away_the_word_of_the_language_and_touches_nothing_else()
    {
        var off = DraftEdit.Switch(Text, 3)!;
        var on = DraftEdit.Switch(Text, 8)!;

        Assert.Equal(Text.Replace("%rule First", "%rule First inactive", StringComparison.Ordinal), off);
        Assert.Equal(Text.Replace("%rule Second inactive", "%rule Second", StringComparison.Ordinal), on);
        Assert.Equal(Text, DraftEdit.Switch(off, 3));
        Assert.Equal(Text.Replace("%set Counts", "%set Counts inactive", StringComparison.Ordinal), DraftEdit.Switch(Text, 12));
        Assert.Null(DraftEdit.Switch(Text, 4));
    }

    [Fact]
    public void Moving_lets_a_rule_and_its_neighbour_of_the_same_kind_and_environment_change_places_with_their_comments()
    {
        var moved = DraftEdit.Move(Text, 8, up: true)!;

        Assert.StartsWith("// the file\n\n// about the second\n%rule Second inactive\n", moved, StringComparison.Ordinal);
        Assert.Equal(Text, DraftEdit.Move(moved, RuleOutline.Of(moved)[0].Line, up: false));
        Assert.Equal(["First", "Third", "Counts", "Second", "Fourth"], RuleOutline.Of(DraftEdit.Move(Text, 8, up: false)!).Select(p => p.Name));
        Assert.Equal(Sorted(Text), Sorted(DraftEdit.Move(Text, 8, up: false)!));
        Assert.Null(DraftEdit.Move(Text, 3, up: true));
        Assert.Null(DraftEdit.Move(Text, 15, up: false));
        Assert.Null(DraftEdit.Move(Text, 20, up: true));
    }

    [Fact]
    public void A_comparison_numbers_the_lines_of_both_texts_and_rebuilds_each()
    {
        var random = new Random(20260315);
        for (var round = 0; round < 200; round++)
        {
            string Some() => string.Join('\n', Enumerable.Range(0, random.Next(1, 30)).Select(_ => $"line {random.Next(8)}"));
            var (before, after) = (Some(), Some());

            var lines = LineDiff.Of(before, after);

            Assert.Equal(before, string.Join('\n', lines.Where(l => l.Mark != '+').Select(l => l.Text)));
            Assert.Equal(after, string.Join('\n', lines.Where(l => l.Mark != '-').Select(l => l.Text)));
            Assert.Equal(Enumerable.Range(1, lines.Count(l => l.Old > 0)), lines.Where(l => l.Old > 0).Select(l => l.Old));
            Assert.Equal(Enumerable.Range(1, lines.Count(l => l.New > 0)), lines.Where(l => l.New > 0).Select(l => l.New));
        }
    }

    [Fact]
    public void Only_what_changed_is_shown_with_a_few_lines_around_it()
    {
        var before = string.Join('\n', Enumerable.Range(1, 60).Select(i => $"line {i}"));

        var places = LineDiff.Places(before, before.Replace("line 10\n", "line ten\n", StringComparison.Ordinal).Replace("line 50\n", "", StringComparison.Ordinal));

        Assert.Equal([8, 7], places.Select(p => p.Count));
        Assert.Empty(LineDiff.Places(before, before));
    }

    private static string Sorted(string text) => string.Join('\n', text.Split('\n').Order(StringComparer.Ordinal));
}
