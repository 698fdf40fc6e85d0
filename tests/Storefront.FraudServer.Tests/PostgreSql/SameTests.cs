using Storefront.Tests.FraudServer.Events;
using Storefront.Tests.FraudServer.Objects;
using Storefront.Tests.FraudServer.Portal;
using Storefront.Tests.FraudServer.Publishing;
using Storefront.Tests.FraudServer.Retention;

namespace Storefront.Tests.FraudServer.PostgreSql;

/// <summary>What holds on the file of SQLite holds on a server: the same tests once more.</summary>
public sealed class PostgreSqlServiceFixture : ServiceFixture
{
    public override Task InitializeAsync()
    {
        Service.Provider.Value = Service.PostgreSql;
        return base.InitializeAsync();
    }
}

public sealed class ExamplesOnPostgreSql : ExampleTests, IClassFixture<PostgreSqlServiceFixture>
{
    public ExamplesOnPostgreSql(PostgreSqlServiceFixture fixture)
        : base(fixture) => Service.Provider.Value = Service.PostgreSql;
}

public sealed class UpsertsOnPostgreSql(PostgreSqlServiceFixture fixture) : UpsertTests(fixture), IClassFixture<PostgreSqlServiceFixture>;

public sealed class CasesOnPostgreSql : CaseTests
{
    public CasesOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}

public sealed class SearchOnPostgreSql : SearchTests
{
    public SearchOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}

public sealed class BackfillOnPostgreSql : BackfillTests
{
    public BackfillOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}

public sealed class RetentionOnPostgreSql : PurgeTests
{
    public RetentionOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}

public sealed class CustomersOnPostgreSql : CustomerTests
{
    public CustomersOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}

public sealed class MonitorsOnPostgreSql : MonitorTests
{
    public MonitorsOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}

public sealed class ReportOnPostgreSql : ReportTests
{
    public ReportOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}

public sealed class ShadowsOnPostgreSql : ShadowTests
{
    public ShadowsOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}

public sealed class BranchesOnPostgreSql : BranchTests
{
    public BranchesOnPostgreSql() => Service.Provider.Value = Service.PostgreSql;
}
