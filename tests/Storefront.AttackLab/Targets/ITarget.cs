using Storefront.AttackLab.Traffic;

namespace Storefront.AttackLab.Targets;

/// <summary>Whoever is to find out.</summary>
internal interface ITarget
{
    /// <summary>Whether the step was stopped: rejected, held or challenged. Null where nobody judges such a step.</summary>
    Task<bool?> MeetAsync(Step step);
}
