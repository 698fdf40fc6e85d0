namespace Storefront.Web.Hosting;

/// <summary>The shop does not start, or a command does not run. Each problem is one line an operator can act on.</summary>
internal sealed class StartRefusedException : Exception
{
    public StartRefusedException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
    }

    public StartRefusedException(string problem, Exception? innerException = null)
        : base(problem, innerException)
    {
    }
}
