namespace Storefront.Web.Features.Developer;

/// <summary>The guide beside the source, as it is. A published shop has none.</summary>
internal sealed class Documents(IHostEnvironment environment)
{
    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (!name.EndsWith(".md", StringComparison.Ordinal) || !name[..^3].All(c => char.IsAsciiLetterLower(c) || c == '-'))
            return null;
        for (var folder = new DirectoryInfo(environment.ContentRootPath); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "docs", name) is var file && File.Exists(file))
                return await File.ReadAllTextAsync(file, cancellationToken);
        return null;
    }
}
