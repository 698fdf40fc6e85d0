namespace Storefront.FraudServer.Rules.Velocities;

internal enum VelocityKind { Count, DistinctCount, Sum }

/// <summary>What one event adds to one velocity.</summary>
internal sealed record VelocityUpdate(
    string Environment, string Velocity, VelocityKind Kind, string Key, decimal Amount, string Value, DateTime At);

/// <summary>Where rules read velocities. Reading takes the same time however much has been counted.</summary>
internal interface IVelocityStore
{
    /// <summary>0 for a key never seen.</summary>
    decimal Read(string environment, string velocity, string key, VelocityWindow window, DateTime now);
}
