using Storefront.FraudServer.Rules.Commands;

namespace Storefront.Tests.FraudServer.Rules;

public sealed class ConformanceTests
{
    [Fact]
    public void Every_case_of_the_contract_passes()
    {
        var (exitCode, output, error) = Run("cases", Rulebooks.Contract("fql-cases.md"));

        Assert.Equal("", error);
        Assert.Equal($"{97 + 40 + 36} passed, 0 failed", output.TrimEnd().Split('\n')[^1] + (exitCode == 0 ? "" : $"\n{output}"));
    }

    [Fact]
    public void What_the_contracts_cases_leave_open_passes_as_well()
    {
        var more = Path.GetFullPath("../../tests/Storefront.FraudServer.Tests/Rules/more-cases.md", Path.GetDirectoryName(Rulebooks.Contract("fql-cases.md"))!);

        var (exitCode, output, error) = Run("cases", Rulebooks.Contract("fql-cases.md"), more);

        Assert.Equal("", error);
        Assert.Equal($"{97 + 40 + 36 + 350} passed, 0 failed", output.TrimEnd().Split('\n')[^1] + (exitCode == 0 ? "" : $"\n{output}"));
    }

    [Theory]
    [InlineData("""X16 :: 7 / 2 :: - :: 3""", """X16 :: 7 / 2 :: - :: 4""", "X16 expected 4, actual 3")]
    [InlineData(""":: null !R701""", """:: null !R702""", "X20 expected note R702, actual R701")]
    [InlineData("""1:15 E101""", """1:16 E101""", "M01 expected 1:16 E101, actual 1:15 E101")]
    [InlineData("\"reason\":\"embargo\"", "\"reason\":\"nothing\"", "B01 reason: expected \"nothing\", actual \"embargo\"")]
    [InlineData("\"hits\":[[\"R\",[\"A\"]]],\"queue\":null", "\"hits\":[[\"R\",[\"B\"]]],\"queue\":null", "B01 hits: expected")]
    public void A_wrong_expectation_is_noticed(string right, string wrong, string message)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, File.ReadAllText(Rulebooks.Contract("fql-cases.md")).Replace(right, wrong, StringComparison.Ordinal));

            var (exitCode, output, _) = Run("cases", file);

            Assert.Equal(1, exitCode);
            Assert.Contains(message, output, StringComparison.Ordinal);
            Assert.DoesNotContain(" 0 failed", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("```expr\nX :: 1 :: -\n```")]
    [InlineData("```expr\nX :: 1 :: - :: {\n```")]
    [InlineData("```case\n=== B\n%payload {}\n```")]
    [InlineData("```case\n=== B\n%nonsense\n%payload {}\n%expect {}\n```")]
    [InlineData("```case\n=== B\n%payload {}\n%expect {\"colour\":1}\n```")]
    [InlineData("```malformed\nM :: chapter :: RETURN :: 1:1 E201\n```")]
    [InlineData("```json fixture\n{\"geo\":5}\n```")]
    [InlineData("```expr\nX :: 1 :: - :: 1")]
    [InlineData("no blocks at all")]
    public void A_file_that_is_no_case_file_is_refused(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            var (exitCode, _, error) = Run("cases", file);
            Assert.Equal(3, exitCode);
            Assert.StartsWith(file, error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    internal static (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.True(RuleCommands.TryRun(args, output, error, out var exitCode));
        return (exitCode, output.ToString(), error.ToString());
    }
}
