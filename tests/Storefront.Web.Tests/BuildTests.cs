namespace Storefront.Tests.Web;

public sealed class BuildTests
{
    [Fact]
    public void The_test_project_runs() => Assert.True(Environment.Version.Major >= 10);
}
