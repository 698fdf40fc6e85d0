using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Storefront.FraudServer.Rules.Evaluation;

/// <summary>Names of members compared ignoring case. Nearly all are plain ASCII: those are compared where they lie, without a string each.</summary>
internal static class MemberName
{
    public static bool Is(JsonProperty member, string name)
    {
        var written = JsonMarshal.GetRawUtf8PropertyName(member);
        return Ascii.IsValid(written) && !written.Contains((byte)'\\')
            ? Ascii.EqualsIgnoreCase(written, name)
            : member.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
