using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Storefront.FraudProtection.Events;

namespace Storefront.FraudProtection.Http;

/// <summary>How events become JSON: camelCase, nothing that is null, text as plain UTF-8, money exact.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // the body is never put into a page
        Converters = { new MoneyConverter(), new WireWordConverter(), new JsonStringEnumConverter<AssessmentType>() },
    };

    /// <summary>Two places, as the contract expects; a price that needs more keeps them.</summary>
    private sealed class MoneyConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? decimal.Parse(reader.GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture)
                : reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
        {
            var cents = decimal.Round(value, 2);
            writer.WriteNumberValue(cents == value ? cents + 0.00m : value);   // adding a zero with two places gives the sum two places
        }
    }

    private sealed class WireWordConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeof(WireWord).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

        private sealed class Of<TWord> : JsonConverter<TWord>
            where TWord : WireWord
        {
            public override TWord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                (TWord)Activator.CreateInstance(typeof(TWord), reader.GetString())!;

            public override void Write(Utf8JsonWriter writer, TWord value, JsonSerializerOptions options) =>
                writer.WriteStringValue(value.Value);
        }
    }
}
