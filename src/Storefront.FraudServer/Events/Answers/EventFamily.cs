using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Events.Answers;

/// <summary>How events that belong together are acknowledged and refused (contract, responses 2, 4.4, 6.1 and 6.3).</summary>
internal abstract class EventFamily
{
    public static EventFamily PurchaseProtection { get; } = new MerchantServices();

    /// <param name="name">The event's name on the wire.</param>
    public static EventFamily AccountProtection(string name) => new Named(name + ".Response");

    public static EventFamily Assessment(string apiName) => new Named(apiName);

    /// <summary>The body for an event that is told and not judged.</summary>
    public abstract byte[] Acknowledgement { get; }

    /// <summary>The same with what is known of the device, where the family says so.</summary>
    public virtual byte[] AcknowledgementOf(DeviceSession device) => Acknowledgement;

    /// <summary>The body for one that failed: the first problem, and the others beside it.</summary>
    public abstract byte[] Error(int status, IReadOnlyList<string> messages);

    private sealed class MerchantServices : EventFamily
    {
        public override byte[] Acknowledgement { get; } = Body(null);

        public override byte[] AcknowledgementOf(DeviceSession device) => Body(device);

        public override byte[] Error(int status, IReadOnlyList<string> messages) => ErrorAnswer.Body(status, messages);

        private static byte[] Body(DeviceSession? device) => Wire.Object(json =>
        {
            json.WriteStartObject("resultDetails");
            json.WriteBoolean("Succeeded", true);
            json.WriteNull("Error");
            DeviceAttributes.WritePurchase(json, device);
            json.WriteEndObject();
        });
    }

    private sealed class Named(string name) : EventFamily
    {
        public override byte[] Acknowledgement { get; } = Wire.Object(json => AccountAnswer.WriteEnd(json, name));

        public override byte[] Error(int status, IReadOnlyList<string> messages) => NamedErrorAnswer.Body(name, status, messages);
    }
}
