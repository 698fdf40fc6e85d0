using Storefront.FraudServer.Rules.Evaluation;

namespace Storefront.FraudServer.Rules.Compilation;

/// <summary>Whole numbers that overflow and divisors of zero are faults, not exceptions and not infinities.</summary>
internal static class Arithmetic
{
    public static long Add(long a, long b, Frame frame, TextSpan at)
    {
        var sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) < 0 ? Overflow(frame, at) : sum;
    }

    public static long Subtract(long a, long b, Frame frame, TextSpan at)
    {
        var difference = unchecked(a - b);
        return ((a ^ b) & (a ^ difference)) < 0 ? Overflow(frame, at) : difference;
    }

    public static long Multiply(long a, long b, Frame frame, TextSpan at)
    {
        var product = (Int128)a * b;
        return product < long.MinValue || product > long.MaxValue ? Overflow(frame, at) : (long)product;
    }

    public static long Divide(long a, long b, Frame frame, TextSpan at) =>
        b == 0 ? (long)ByZero(frame, at) : b == -1 ? Subtract(0, a, frame, at) : a / b;

    public static long Remainder(long a, long b, Frame frame, TextSpan at) => b == 0 ? (long)ByZero(frame, at) : b == -1 ? 0 : a % b;

    public static double Divide(double a, double b, Frame frame, TextSpan at) => b == 0 ? ByZero(frame, at) : a / b;

    public static double Remainder(double a, double b, Frame frame, TextSpan at) => b == 0 ? ByZero(frame, at) : a % b;

    private static long Overflow(Frame frame, TextSpan at)
    {
        frame.Fault("R703", "The result is too large for an Int.", at);
        return 0;
    }

    private static double ByZero(Frame frame, TextSpan at)
    {
        frame.Fault("R701", "Division by zero.", at);
        return 0;
    }
}
