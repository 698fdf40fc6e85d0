using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Web.Data;

namespace Storefront.Tests.Guide;

/// <summary>No table without a word about what it holds of people, and no word about tables that are gone.</summary>
public sealed partial class PrivacyDocumentTests
{
    [Fact]
    public void Every_table_is_in_the_document()
    {
        var printed = Rows().SelectMany(row => Name().Matches(row)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        var tables = ShopTables().Concat(CreatedTables()).ToHashSet(StringComparer.Ordinal);

        Assert.True(tables.SetEquals(printed), $"Out of date: docs/privacy.md lacks [{string.Join(", ", tables.Except(printed))}] and has [{string.Join(", ", printed.Except(tables))}] too much.");
    }

    private static IEnumerable<string> Rows() =>
        Repository.Documents.Single(document => document.Name == "docs/privacy.md").Text.Split("\n## ")
            .Where(part => part.Contains("| Table |", StringComparison.Ordinal))
            .SelectMany(part => part.Split('\n'))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split(" | ")[0]);

    private static IEnumerable<string> ShopTables()
    {
        using var db = new SqliteStoreDb(new DbContextOptionsBuilder<SqliteStoreDb>().UseSqlite("Data Source=:memory:").Options);
        return [.. db.Model.GetEntityTypes().Where(type => !type.IsMappedToJson()).Select(type => type.GetTableName()!)];
    }

    // Service and bank write their tables down as SQL.
    private static IEnumerable<string> CreatedTables() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src/Storefront.FraudServer/Storage/Schema/sqlite"), "*.sql").Append(Path.Combine(Repository.Root, "src/Storefront.Bank/Storage/Schema.cs"))
            .SelectMany(file => Created().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"CREATE TABLE (\w+)")]
    private static partial Regex Created();
}
