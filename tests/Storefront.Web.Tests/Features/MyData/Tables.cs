using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Web.Tests.Features.MyData;

/// <summary>Looks through every text of every table, whatever the model says of them.</summary>
internal static class Tables
{
    /// <summary>The tables in which a text stands somewhere.</summary>
    public static Task<IReadOnlyList<string>> WithAsync(this World world, string text) => world.LookAsync(async db =>
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        var found = new List<string>();
        foreach (var table in await ListAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            var columns = await ListAsync(connection, $"SELECT name FROM pragma_table_info('{table}')");
            var anywhere = string.Join(" OR ", columns.Select(column => $"instr(lower(CAST(\"{column}\" AS TEXT)), $text) > 0"));
            if (await ListAsync(connection, $"SELECT 1 FROM \"{table}\" WHERE {anywhere} LIMIT 1", text.ToLowerInvariant()) is { Count: > 0 })
                found.Add(table);
        }

        return (IReadOnlyList<string>)found;
    });

    private static async Task<List<string>> ListAsync(DbConnection connection, string query, string? text = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        if (text is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("$text", text);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
