using static Storefront.FraudServer.Events.Shapes.Member;

namespace Storefront.FraudServer.Events.Shapes;

/// <summary>Custom assessments (contract, events 8): little is fixed, the merchant says what else must be there.</summary>
internal static class AssessmentShapes
{
    public static Shape Custom(string apiName) => new(
        Mandatory(OneOf("name", apiName)), Mandatory(OneOf("version", "1.0")),
        Object("metadata", new(Mandatory(Text("trackingId")), Mandatory(Date("merchantTimeStamp")))));

    public static Shape Assessment { get; } = new(
        Mandatory(Object("metadata", new(
            Mandatory(Text("eventId")), Text("trackingId"), Text("sessionId"), Date("timestamp"), Date("merchantTimeStamp"), Date("customerLocalDate"),
            Boolean("isTest"), OneOf("assessmentType", "Evaluate", "Protect")))),
        Object("deviceFingerprinting", new(Text("id"), Text("ipAddress"))));

    /// <summary>The shape with members that must be there besides, each named by its path: <c>user.id</c>.</summary>
    public static Shape Requiring(Shape shape, IEnumerable<string> paths)
    {
        foreach (var group in paths.Select(path => path.Split('.', 2)).GroupBy(path => path[0], StringComparer.OrdinalIgnoreCase))
        {
            var known = shape.Find(group.Key) ?? new Member(group.Key, Kind.Any);
            var below = group.Where(path => path.Length == 2).Select(path => path[1]).ToList();
            shape = shape.Without(known.Name).With(Mandatory(below.Count == 0
                ? known
                : known with { Kind = Kind.Object, Shape = Requiring(known.Shape ?? new Shape(), below) }));
        }

        return shape;
    }
}
