using System.Collections.Concurrent;
using System.Net;
using Storefront.FraudServer.Hosting;
using Storefront.FraudServer.Portal.People;
using Storefront.FraudServer.Settings;
using Storefront.FraudServer.Storage;

namespace Storefront.Tests.FraudServer.Storage;

/// <summary>What docs/self-hosting.md promises of a backup.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fraud-server-").FullName;

    private string Data => Path.Combine(_directory, "fraud-server");

    private string Copy => Path.Combine(_directory, "backups", "monday");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_copy_made_while_purchases_come_in_is_restored_whole()
    {
        var (before, after) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        string token;
        await using (var service = await Service.StartAsync(directory: Data))
        {
            await service.AddUserAsync(Roles.Admin);
            token = await service.TokenAsync();
            using var enough = new CancellationTokenSource();
            var (made, answered) = (false, new TaskCompletionSource());
            var posts = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    var (id, isLate) = (Guid.NewGuid().ToString(), Volatile.Read(ref made));
                    Assert.Equal(HttpStatusCode.OK, (await service.PostAsync(Service.Purchase, Service.APurchase(id))).Status);
                    if (isLate)
                        after.Add(id);
                    else if (before.Count < 100)
                        before.Add(id);
                    if (before.Count >= 100)
                        answered.TrySetResult();
                }
            })).ToList();
            await answered.Task.WaitAsync(TimeSpan.FromMinutes(2));
            var kept = before.ToArray();

            Assert.Equal(0, Run("backup", Copy));

            Volatile.Write(ref made, true);
            while (after.IsEmpty)
                await Task.WhenAny(Task.WhenAny(posts), Task.Delay(20));
            await enough.CancelAsync();
            await Task.WhenAll(posts);
            before = [.. kept];
        }

        Directory.Move(Data, Data + "-lost");
        Directory.Move(Copy, Data);
        Assert.Equal(0, Run("migrate"));
        using (var database = SqliteDatabase.In(Data))
            Assert.Equal(["ok"], database.Read("PRAGMA integrity_check", row => row.GetString(0)));

        await using var restored = await Service.StartAsync(directory: Data);
        foreach (var id in before)
            Assert.Equal("DuplicatePurchaseId", (await restored.PostAsync(Service.Purchase, Service.APurchase(id), ("Authorization", "Bearer " + token))).Headers["ErrorReason"]);
        foreach (var id in after)
            Assert.Empty(await restored.ReceivedAsync("?id=" + id));
        using var admin = await new Visitor(restored).SignInAsync("admin@shop.example", Service.Password);
        Assert.Contains("Signed in as", await admin.SeeAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_is_for_its_owner_alone_and_never_overwrites_another()
    {
        await using (var service = await Service.StartAsync(directory: Data))
            Assert.Equal(0, Run("backup", Copy));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SqliteDatabase.FileIn(Copy)));
            foreach (var key in Directory.GetFiles(Path.Combine(Copy, "signing-keys")))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }

        Assert.Contains("is not empty", Assert.Throws<StartException>(() => Run("backup", Copy)).Message, StringComparison.Ordinal);
        Assert.Contains("lies in the data folder", Assert.Throws<StartException>(() => Run("backup", Path.Combine(Data, "copy"))).Message, StringComparison.Ordinal);
        Assert.Contains("wants a folder", Assert.Throws<StartException>(() => Run("backup")).Message, StringComparison.Ordinal);
    }

    private int? Run(params string[] args) => Commands.Run([.. args, $"--Storage:Directory={_directory}"], TextReader.Null, TextWriter.Null, TextWriter.Null);
}
