using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Storefront.Tests.FraudServer.Events;

/// <summary>Whatever is sent to an endpoint, it answers: with a status of the contract, in bounded time and memory, never with a failure of its own.</summary>
public sealed class JsonFuzzTests(ITestOutputHelper output)
{
    private const int AtOnce = 16;
    private const long Spare = 400L * 1024 * 1024;

    private static readonly int Rounds = Long.Suite(80, 100_000);

    private static readonly Func<Random, JsonNode?>[] Values =
    [
        _ => null, _ => true, _ => -1, _ => 0.1, _ => JsonNode.Parse("1e308"), _ => JsonNode.Parse("123456789012345678901234567890"), _ => JsonNode.Parse("1e-400"), _ => "", _ => " ",
        _ => "\0", _ => "\uFEFF", _ => "💳", _ => new string('x', 20_000), _ => "9999-12-31T23:59:59.9999999+14:00", _ => "0001-01-01T00:00:00-14:00", _ => "2026-02-30T25:61:00Z", _ => "4111 1111 1111 1111",
        _ => "'; DROP TABLE received; --", _ => "<script>", _ => new JsonObject(), _ => new JsonArray(), random => Deep(random.Next(10, 60)), random => new JsonArray([.. Enumerable.Range(0, random.Next(2000)).Select(i => (JsonNode)i)]),
    ];

    public static TheoryData<string> Endpoints => new(Contract.Index
        .Where(entry => (string)entry!["kind"]! == "request" && (string)entry["file"]! != "token.request.json")
        .GroupBy(entry => (string)entry!["event"]!).Select(group => (string)group.First()!["file"]!));

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task No_body_makes_an_endpoint_fail(string file)
    {
        await using var service = await Service.StartAsync(new(StringComparer.Ordinal)
        {
            ["FraudServer:Assessments:0:ApiName"] = "redeemPoints",
            ["FraudServer:Assessments:0:Version"] = "1",
            ["FraudServer:Assessments:0:RulesFile"] = Rules(),
            ["FraudServer:Assessments:1:ApiName"] = "pickupCheck",
            ["FraudServer:Assessments:1:RulesFile"] = Rules(),
        });
        var example = Contract.Index.First(entry => (string)entry!["file"]! == file)!;
        var (path, body) = ((string)example["path"]!, Contract.Example(file));
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        service.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await service.TokenAsync());
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var rounds = Enumerable.Range(0, Rounds).Select(round => (Round: round, Sent: Spoil(new Random(HashCode.Combine(seed, round)), body)));
        var statuses = new int[600];
        await Parallel.ForEachAsync(rounds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (round, cancellation) =>
        {
            using var content = new ByteArrayContent(round.Sent) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } };
            var clock = Stopwatch.StartNew();
            using var answer = await service.Http.PostAsync(new Uri(path, UriKind.Relative), content, cancellation);
            var said = await answer.Content.ReadAsByteArrayAsync(cancellation);
            var where = $"seed {seed}, round {round.Round}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(said)} to {Encoding.UTF8.GetString(round.Sent.AsSpan(0, Math.Min(round.Sent.Length, 2000)))}";
            Assert.True((int)answer.StatusCode is 200 or 400 or 413, where);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), where);
            using var json = JsonDocument.Parse(said);
            Interlocked.Increment(ref statuses[(int)answer.StatusCode]);
        });

        Assert.True(statuses[200] > 0 && statuses[400] > 0, $"seed {seed}: all alike ({statuses[200]} good, {statuses[400]} refused)");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, before + Spare);
    }

    private static string Rules()
    {
        var file = Path.Combine(Path.GetTempPath(), "fuzz-rules.fql");
        File.WriteAllText(file, "%rule Fuzz\n%clause All\nRETURN Review(\"odd\") WHEN @\"user.id\".Length > 3 AND @\"card.bin\".StartsWith(\"4\")\n");
        return file;
    }

    private static JsonNode Deep(int depth) => depth == 0 ? 1 : depth % 2 == 0 ? new JsonArray(Deep(depth - 1)) : new JsonObject { ["d"] = Deep(depth - 1) };

    private static byte[] Spoil(Random random, string body)
    {
        var json = JsonNode.Parse(body)!;
        for (var changes = random.Next(4); changes > 0; changes--)
            Change(random, json);
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        return random.Next(3) == 0 ? Damage(random, bytes) : bytes;
    }

    private static void Change(Random random, JsonNode json)
    {
        var places = Objects(json).ToList();
        var place = places[random.Next(places.Count)];
        var names = place.Select(member => member.Key).ToList();
        var name = names.Count == 0 ? "x" : names[random.Next(names.Count)];
        switch (random.Next(5))
        {
            case 0:
                place.Remove(name);
                break;
            case 1:
                place[name.ToUpperInvariant()] = Values[random.Next(Values.Length)](random); // the same member twice, or another one
                break;
            case 2:
                place["unknown" + random.Next(100)] = Values[random.Next(Values.Length)](random);
                break;
            default:
                place[name] = Values[random.Next(Values.Length)](random);
                break;
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(member => Objects(member.Value)).Prepend(found),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private static byte[] Damage(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        return random.Next(5) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            2 => [.. bytes[..at], 0xC3, 0x28, .. bytes[at..]],
            3 => [0xEF, 0xBB, 0xBF, .. bytes],
            _ => [.. bytes[..at], .. bytes[random.Next(at + 1)..]],
        };
    }
}
