using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Storefront.Web.Data;

namespace Storefront.DesignTime;

internal sealed class SqliteFactory : IDesignTimeDbContextFactory<SqliteStoreDb>
{
    public SqliteStoreDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteStoreDb>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class SqlServerFactory : IDesignTimeDbContextFactory<SqlServerStoreDb>
{
    public SqlServerStoreDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerStoreDb>().UseSqlServer("Server=design").Options);
}
