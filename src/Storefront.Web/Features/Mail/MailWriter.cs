using System.Text;

namespace Storefront.Web.Features.Mail;

/// <summary>Writes letters. The row it returns is added to the transaction of the change it tells of; <see cref="MailSignal"/> wakes the sender after it.</summary>
internal sealed class MailWriter(TimeProvider clock)
{
    /// <param name="letter">What it says.</param>
    /// <param name="id">Made with the form that asks for it, so that a form sent twice is one mail; null: a fresh one.</param>
    public MailMessage Write(Letter letter, Guid? id = null)
    {
        var now = clock.GetUtcNow();
        return new MailMessage
        {
            Id = id ?? Guid.CreateVersion7(now),
            To = letter.To,
            Subject = letter.Subject.ReplaceLineEndings(" "),
            About = letter.About,
            Text = Text(letter),
            Html = MailHtml.Render(letter),
            CreatedAt = now,
            DueAt = now,
        };
    }

    private static string Text(Letter letter)
    {
        var text = new StringBuilder().AppendLine(letter.Heading).AppendLine();
        foreach (var paragraph in letter.Paragraphs)
            text.AppendLine(paragraph).AppendLine();
        foreach (var line in letter.Lines)
            text.Append(line.Name).Append(line.Detail.Length > 0 ? $", {line.Detail}" : "").Append(": ").AppendLine(line.Amount);
        foreach (var sum in letter.Sums)
            text.Append(sum.Name).Append(": ").AppendLine(sum.Amount);
        if (letter.Lines.Count + letter.Sums.Count > 0)
            text.AppendLine();
        if (letter.Link is { } link)
            text.Append(link.Words).AppendLine(":").AppendLine(link.Address.AbsoluteUri).AppendLine();
        return text.Append(MailHtml.Closing).ToString();
    }
}

/// <summary>Set after a transaction that wrote a mail.</summary>
internal sealed class MailSignal : Hosting.Signal;
