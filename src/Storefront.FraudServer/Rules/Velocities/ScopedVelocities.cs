namespace Storefront.FraudServer.Rules.Velocities;

/// <summary>The velocities of one rule file among those of several: two files may use one name for two things.</summary>
internal sealed class ScopedVelocities(string scope, IVelocityStore all) : IVelocityStore
{
    public static string Name(string scope, string velocity) => scope.Length == 0 ? velocity : $"{scope}/{velocity}";

    public decimal Read(string environment, string velocity, string key, VelocityWindow window, DateTime now) =>
        all.Read(environment, Name(scope, velocity), key, window, now);
}
