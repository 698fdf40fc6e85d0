namespace Storefront.Web.Hosting.Settings;

/// <summary>Which of the neighbours run inside the shop's process. In Development both do unless told otherwise; elsewhere neither may.</summary>
internal sealed class EmbeddedServicesOptions : ISettings
{
    public static string Section => "EmbeddedServices";

    /// <summary>The Fraud Protection service in the shop's process. Absent: true in Development, false elsewhere.</summary>
    public bool? FraudServer { get; set; }

    /// <summary>The pretend bank in the shop's process. Absent: true in Development, false elsewhere.</summary>
    public bool? Bank { get; set; }

    public IEnumerable<string> Problems(bool development)
    {
        if (FraudServer == true && !development)
            yield return Refused("FraudServer");
        if (Bank == true && !development)
            yield return Refused("Bank");
    }

    private static string Refused(string program) =>
        $"EmbeddedServices__{program} is true, but embedded services run in Development only. "
        + $"Run Storefront.{program} as a program of its own. Example: EmbeddedServices__{program}=false";
}
