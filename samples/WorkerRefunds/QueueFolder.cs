using System.Text.Json;
using Storefront.FraudProtection;

namespace WorkerRefunds;

/// <summary>
/// A folder as a queue, oldest name first: NAME.json waits, NAME.json.event is what is sent for it, done and parked are
/// where it ends. Files are only ever moved, so a kill at any moment loses nothing.
/// </summary>
internal sealed class QueueFolder
{
    private readonly string folder;

    public QueueFolder(string folder)
    {
        this.folder = folder;
        foreach (var place in new[] { "done", "parked" })
            Directory.CreateDirectory(Path.Combine(folder, place));
    }

    /// <summary>The next file; null when none waits.</summary>
    public string? Next() => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The event of a file: made the first time, the same bytes ever after.</summary>
    public static async Task<PreparedEvent> EventAsync(string file, FraudProtectionService fraud, CancellationToken cancellationToken)
    {
        var kept = file + ".event";
        if (File.Exists(kept))
            return JsonSerializer.Deserialize<PreparedEvent>(await File.ReadAllTextAsync(kept, cancellationToken))!;

        var prepared = fraud.Prepare(Notice.Read(await File.ReadAllTextAsync(file, cancellationToken)).ToEvent());
        await File.WriteAllTextAsync(kept + ".new", JsonSerializer.Serialize(prepared), cancellationToken);
        File.Move(kept + ".new", kept, overwrite: true);
        return prepared;
    }

    public void Finish(string file) => Move(file, "done");

    /// <summary>For a person: the file, and beside it why.</summary>
    public void Park(string file, string why)
    {
        File.WriteAllText(Path.Combine(folder, "parked", Path.GetFileName(file) + ".txt"), why);
        Move(file, "parked");
    }

    private void Move(string file, string place)
    {
        File.Move(file, Path.Combine(folder, place, Path.GetFileName(file)), overwrite: true);
        File.Delete(file + ".event");
    }
}
