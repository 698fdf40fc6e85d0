namespace Storefront.Web.Features.Mail;

/// <summary>What a mail says, before it is text and HTML.</summary>
internal sealed record Letter
{
    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>What it is about, for example an order number.</summary>
    public required string About { get; init; }

    public required string Heading { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>What was bought: name, quantity or variant, amount as it is to be read.</summary>
    public IReadOnlyList<LetterLine> Lines { get; init; } = [];

    /// <summary>What stands below the lines; the last one is the total.</summary>
    public IReadOnlyList<LetterSum> Sums { get; init; } = [];

    /// <summary>The one thing to do next.</summary>
    public LetterLink? Link { get; init; }
}

internal sealed record LetterLine(string Name, string Detail, string Amount);

internal sealed record LetterSum(string Name, string Amount);

internal sealed record LetterLink(string Words, Uri Address);
