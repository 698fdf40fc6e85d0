using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Storage;

/// <summary>No SQL Server is at hand: its own parser reads the scripts and every statement of the program, and both are held to the tables SQLite has.</summary>
public sealed partial class SqlServerTests
{
    // Statements of one database only, and words that begin like one.
    private static readonly string[] NotOurs = ["pg_", "sqlite_", "pragma_table_info", "set_config", "SELECT to_regclass", "SELECT OBJECT_ID", "SELECT is_read_committed", "UPDATE schema_version", "SELECT version FROM", "INSERT INTO {", "SELECT @got", "DECLARE @got", @"\w", "inserted."];

    public static TheoryData<string, string> Forms => new()
    {
        { "SELECT id FROM object WHERE at < $1 ORDER BY at LIMIT $2", "SELECT TOP (@p2) id FROM object WHERE at < @p1 ORDER BY at" },
        { "SELECT DISTINCT currency FROM report_count LIMIT 200", "SELECT DISTINCT TOP (200) currency FROM report_count" },
        { "DELETE FROM activity WHERE sequence IN (SELECT sequence FROM activity ORDER BY at LIMIT $1)", "DELETE FROM activity WHERE sequence IN (SELECT TOP (@p1) sequence FROM activity ORDER BY at)" },
        { "SELECT a FROM t ORDER BY a LIMIT $1 OFFSET $2", "SELECT a FROM t ORDER BY a OFFSET @p2 ROWS FETCH NEXT @p1 ROWS ONLY" },
        { "INSERT INTO t (a, b) VALUES ($1, $2) RETURNING id", "INSERT INTO t (a, b) OUTPUT inserted.id VALUES (@p1, @p2)" },
        { "UPDATE t SET a = $1 WHERE b = $2 RETURNING id", "UPDATE t SET a = @p1 OUTPUT inserted.id WHERE b = @p2" },
        { "SELECT COUNT(*) FROM t WHERE rule = $1 AND key <> 'rule $2'", "SELECT COUNT_BIG(*) FROM t WHERE [rule] = @p1 AND [key] <> 'rule $2'" },
        { "SELECT 1 FROM t WHERE (a, b) > ($1, $2)", "SELECT 1 FROM t WHERE (a > @p1 OR (a = @p1 AND (b > @p2)))" },
        {
            "INSERT INTO t (a, key, n) VALUES ($1, $2, 1) ON CONFLICT (a, key) DO UPDATE SET n = t.n + 1",
            "MERGE INTO t WITH (HOLDLOCK) USING (SELECT @p1, @p2, 1) AS excluded (a, [key], n) ON t.a = excluded.a AND t.[key] = excluded.[key] WHEN MATCHED THEN UPDATE SET n = t.n + 1 WHEN NOT MATCHED THEN INSERT (a, [key], n) VALUES (excluded.a, excluded.[key], excluded.n);"
        },
        {
            "INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO NOTHING",
            "MERGE INTO t WITH (HOLDLOCK) USING (SELECT @p1) AS excluded (a) ON t.a = excluded.a WHEN NOT MATCHED THEN INSERT (a) VALUES (excluded.a);"
        },
        { "SAVEPOINT work", "SAVE TRANSACTION work" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_statement_is_said_as_SQL_Server_says_it(string ours, string theirs)
    {
        Assert.Equal(theirs, TransactSql.Of(ours));
        Parse(theirs);
    }

    [Fact]
    public void The_scripts_make_the_tables_columns_and_indexes_that_SQLite_has()
    {
        var directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;
        using var file = SqliteDatabase.In(directory);
        file.Migrate();
        var expected = file.Read(
            """
            SELECT t.name || ' ' || c.name || ' ' || CASE c.type WHEN 'INTEGER' THEN 'bigint' WHEN 'BLOB' THEN 'varbinary' ELSE 'nvarchar' END || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN '' ELSE '?' END
            FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            """, row => row.GetString(0));
        var indexes = file.Read("SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND name <> 'rule_version_is_kept'", row => row.GetString(0));
        Directory.Delete(directory, recursive: true);

        var (columns, names) = Made();

        Assert.Equal(expected.Order(StringComparer.Ordinal), columns.Where(column => !column.StartsWith("schema_version ", StringComparison.Ordinal) && !column.StartsWith("shared_file ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(indexes.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_index_holds_what_it_is_to_hold()
    {
        var sizes = Scripts().SelectMany(Columns).GroupBy(made => made.Table, StringComparer.Ordinal).ToDictionary(
            table => table.Key, table => table.ToDictionary(made => made.Column.ColumnIdentifier.Value, made => Bytes(made.Column), StringComparer.Ordinal), StringComparer.Ordinal);
        var keys = Scripts().SelectMany(script => Found<CreateIndexStatement>(script)).Select(index => (Table: index.OnName.BaseIdentifier.Value, Columns: Named(index.Columns)))
            .Concat(Scripts().SelectMany(script => Found<CreateTableStatement>(script)).SelectMany(table => table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>()
                .Select(constraint => (Table: table.SchemaObjectName.BaseIdentifier.Value, Columns: Named(constraint.Columns))))).ToList();

        Assert.True(keys.Count > 40, $"{keys.Count}");
        Assert.Equal([], keys.Where(key => key.Columns.Sum(column => sizes[key.Table][column]) > 1700).Select(key => $"{key.Table} ({string.Join(", ", key.Columns)})"));

        static string[] Named(IEnumerable<ColumnWithSortOrder> columns) => [.. columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value)];
        static int Bytes(ColumnDefinition column) => column.DataType is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar, Parameters: [var length] }
            ? int.TryParse(length.Value, System.Globalization.CultureInfo.InvariantCulture, out var characters) ? characters * 2 : 1_000_000
            : 8;
    }

    // Constants of the compiled program: statements, and what is put together of them while it runs.
    [Fact]
    public void Every_statement_of_the_program_can_be_said_and_names_tables_and_columns_that_are_there()
    {
        var (columns, _) = Made();
        var tables = columns.Select(column => column.Split(' ')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = columns.Select(column => column.Split(' ')[1]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var statements = Literals().Where(text => Statement().IsMatch(text) && !NotOurs.Any(word => text.Contains(word, StringComparison.Ordinal))).Select(Whole)
            .Concat(Literals().Where(text => Conditions().IsMatch(text)).Select(text => "SELECT sequence FROM received WHERE 1 = 1" + text)).Distinct(StringComparer.Ordinal).ToList();

        var problems = new List<string>();
        foreach (var statement in statements)
        {
            var script = Parse(TransactSql.Of(statement), problems);
            if (script is null)
                continue;
            problems.AddRange(Found<NamedTableReference>(script).Select(table => table.SchemaObject.BaseIdentifier.Value).Where(table => !tables.Contains(table)).Select(table => $"{statement}: there is no table {table}"));
            var aliases = Found<SelectScalarExpression>(script).Select(column => column.ColumnName?.Value).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            problems.AddRange(Found<ColumnReferenceExpression>(script).Select(column => column.MultiPartIdentifier?.Identifiers[^1].Value).OfType<string>()
                .Where(name => !names.Contains(name) && !aliases.Contains(name)).Select(name => $"{statement}: there is no column {name}"));
        }

        Assert.True(statements.Count > 120, $"{statements.Count} statements");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static string Whole(string statement)
    {
        var text = statement.Replace("MEASURE", "events", StringComparison.Ordinal).TrimEnd();
        return text.EndsWith("WHERE", StringComparison.Ordinal) ? text + " 1 = 1" : Begun().IsMatch(text) ? text + " > $1" : text;
    }

    private static (List<string> Columns, List<string> Names) Made()
    {
        var scripts = Scripts().ToList();
        return (
            [.. scripts.SelectMany(Columns).Select(made =>
                $"{made.Table} {made.Column.ColumnIdentifier.Value} {made.Column.DataType.Name.BaseIdentifier.Value.ToLowerInvariant()}{(IsNullable(made.Column) ? "?" : "")}")],
            [.. scripts.SelectMany(Found<CreateIndexStatement>).Select(index => index.Name.Value), .. scripts.SelectMany(Found<CreateTriggerStatement>).Select(trigger => trigger.Name.BaseIdentifier.Value)]);
    }

    private static IEnumerable<(string Table, ColumnDefinition Column)> Columns(TSqlFragment script) =>
        Found<CreateTableStatement>(script).SelectMany(table => table.Definition.ColumnDefinitions.Select(column => (table.SchemaObjectName.BaseIdentifier.Value, column)))
            .Concat(Found<AlterTableAddTableElementStatement>(script).SelectMany(table => table.Definition.ColumnDefinitions.Select(column => (table.SchemaObjectName.BaseIdentifier.Value, column))));

    private static bool IsNullable(ColumnDefinition column) => column.Constraints.OfType<NullableConstraintDefinition>().LastOrDefault() is not { Nullable: false };

    private static IEnumerable<TSqlFragment> Scripts() => SchemaScripts.Of("sqlserver").Select(script => Parse(script)!);

    private static TSqlFragment? Parse(string sql, List<string>? problems = null)
    {
        var script = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        if (problems is null)
            Assert.True(errors.Count == 0, $"{sql}\n{string.Join('\n', errors.Select(error => $"{error.Line}:{error.Column} {error.Message}"))}");
        problems?.AddRange(errors.Select(error => $"{sql}: {error.Line}:{error.Column} {error.Message}"));
        return errors.Count == 0 ? script : null;
    }

    private static List<T> Found<T>(TSqlFragment fragment) where T : TSqlFragment
    {
        var collector = new Collector<T>();
        fragment.Accept(collector);
        return collector.All;
    }

    private static IEnumerable<string> Literals()
    {
        using var file = File.OpenRead(typeof(TransactSql).Assembly.Location);
        using var program = new PEReader(file);
        var metadata = program.GetMetadataReader();
        var texts = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(0); !(handle = metadata.GetNextHandle(handle)).IsNil;)
            texts.Add(metadata.GetUserString(handle));
        return texts;
    }

    [GeneratedRegex(@"^\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM) \S.{4}")]
    private static partial Regex Statement();

    [GeneratedRegex(@"(WHERE|AND) [\w.]*sequence$")]
    private static partial Regex Begun();

    [GeneratedRegex(@"^ AND .*(ORDER BY|=) .*\$\d", RegexOptions.Singleline)]
    private static partial Regex Conditions();

    private sealed class Collector<T> : TSqlFragmentVisitor where T : TSqlFragment
    {
        public List<T> All { get; } = [];

        public override void Visit(TSqlFragment node)
        {
            if (node is T found)
                All.Add(found);
        }
    }
}
