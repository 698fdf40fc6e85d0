using Storefront.FraudServer.Rules.Binding;
using Storefront.FraudServer.Rules.Compilation;
using Storefront.FraudServer.Rules.Evaluation;
using Storefront.FraudServer.Rules.Outside;

namespace Storefront.FraudServer.Rules.Library;

/// <summary>The request, models, cards and devices: answers from outside the event.</summary>
internal static class OutsideFunctions
{
    public static void Add(CatalogueBuilder to)
    {
        to.Static("Request.CorrelationId", f => f.CorrelationId);
        to.Fallible<string, ModelScore>("Model.Bot", (call, session) =>
        {
            call.Frame.Models.BotAsked = true;
            return call.Frame.Models.Bot(call.Frame, session);
        });
        to.Property<ModelScore, long>("Score", m => m.Score);
        to.Property<ModelScore, string>("Reason", m => m.Reason);
        to.Fallible<string, BinRecord>("BIN.Lookup", (call, digits) => BinTable.Lookup(call.Frame.Resources.Bin, digits));
        to.Property<BinRecord, string>("cardNetwork", b => b.CardNetwork);
        to.Property<BinRecord, string>("cardType", b => b.CardType);
        to.Property<BinRecord, string>("issuer", b => b.Issuer);
        to.Property<BinRecord, string>("countryCode", b => b.CountryCode);
        to.Property<BinRecord, string>("cardCategory", b => b.CardCategory);
        to.Property<BinRecord, string>("error", b => b.Error);
        to.Fallible<string, Value>("Device.GetFullAttributes", (call, id) => Session(call, id) is { } s ? Value.Of(s.Attributes) : Value.Missing, FqlType.Json);
        to.Fallible<string, Value>("Device.GetAttributes", (call, id) => Session(call, id) is { } s ? Selected(s, s.Common) : Value.Missing, FqlType.Json);
        to.Fallible<string, double>("Device.GetSpeedOfTravel", (call, id) => Session(call, id) is not { } session ? 0
            : session.SpeedOfTravel ?? NotConfigured.Note(call.Frame, "Device.GetSpeedOfTravel", call.At, 0.0));
    }

    public static DeviceSession? Session(Call call, string id) => call.Frame.Resources.Devices?.Invoke(id)
        ?? NotConfigured.Note<DeviceSession?>(call.Frame, "Device", call.At, null);

    /// <summary>These attributes, by these names; null where the session has none.</summary>
    public static Value Selected(DeviceSession session, IEnumerable<string> names)
    {
        var all = Value.Of(session.Attributes);
        var selected = new ValueObject();
        foreach (var name in names)
            selected.Set(name, all.Member(name));
        return Value.Of(selected);
    }

    /// <summary>Records as they leave a rule.</summary>
    public static Value AsValue(object record, Frame frame) => record switch
    {
        ModelScore m => Value.Of(new ValueObject().With("Score", Value.Of((long)m.Score)).With("Reason", Value.Of(m.Reason))),
        BinRecord b => Value.Of(new ValueObject().With("cardNetwork", Value.Of(b.CardNetwork)).With("cardType", Value.Of(b.CardType))
            .With("issuer", Value.Of(b.Issuer)).With("countryCode", Value.Of(b.CountryCode))
            .With("cardCategory", Value.Of(b.CardCategory)).With("error", Value.Of(b.Error))),
        PatternText p => Value.Of(new ValueObject().With("maxConsonants", Value.Of((long)p.MaxConsonants))
            .With("gibberScore", Value.Of(frame.Resources.Gibberish?.Score(p.Text) ?? 1.0))),
        _ => Value.Missing,
    };
}
