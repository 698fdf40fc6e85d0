namespace Storefront.FraudServer.Rules.Binding;

internal static class BoundTree
{
    /// <summary>The expressions directly inside one.</summary>
    public static IEnumerable<Bound> Parts(Bound bound) => bound switch
    {
        BoundConvert convert => [convert.Operand],
        BoundUnary unary => [unary.Operand],
        BoundBinary binary => [binary.Left, binary.Right],
        BoundIsNull test => [test.Operand],
        BoundConditional c => [c.Test, c.Yes, c.No],
        BoundCall call => call.Arguments,
        BoundMember member => [member.Target],
        BoundIndex index => [index.Target, index.Index],
        BoundArray array => array.Items,
        BoundObject fields => fields.Fields.Select(f => f.Value),
        _ => [],
    };
}
