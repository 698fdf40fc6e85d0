using System.Globalization;
using System.Net.Mail;
using Storefront.FraudServer.Storage;

namespace Storefront.FraudServer.Portal.People;

/// <summary>Who may sign in, for administrators.</summary>
internal static class UserEndpoints
{
    public const string Address = "/portal/users";
    private const int PageLength = 50;

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, http => ShowListAsync(http, NewForm()), Policies.Administer);
        routes.MapForm(Address, Policies.Administer, AddAsync);
        routes.MapPage(Address + "/{id:long}", http => ShowUserAsync(http, NewForm()), Policies.Administer);
        routes.MapForm(Address + "/{id:long}/role", Policies.Administer, (http, sent) => ChangeAsync(http, sent, "role", (form, by) =>
            Roles.Exists(form["role"]) ? session => UserChanges.SetRole(session, Id(http), form["role"], by) : Refused("There is no such role.")));
        routes.MapForm(Address + "/{id:long}/password", Policies.Administer, (http, sent) => ChangeAsync(http, sent, "password", (form, by) =>
        {
            if (Passwords.Problem(form["password"]) is { } problem)
                return Refused(problem);
            var hash = Passwords.Hash(form["password"]);
            return session => UserChanges.SetPassword(session, Id(http), hash, isTemporary: true, by);
        }));
        routes.MapForm(Address + "/{id:long}/standing", Policies.Administer, (http, sent) => ChangeAsync(http, sent, "", (form, by) =>
            session => UserChanges.SetStanding(session, Id(http), form["disabled"] == "1", by)));
    }

    // A password is proposed; who likes another one better types it.
    private static Form NewForm() => new() { ["role"] = Roles.Viewer, ["password"] = Passwords.Generate() };

    private static Task ShowListAsync(HttpContext http, Form form)
    {
        var after = http.Request.Query["after"].ToString();
        var found = http.RequestServices.GetRequiredService<Users>().After(after, PageLength + 1);
        var model = new UsersModel([.. found.Take(PageLength)], found.Count > PageLength ? found[PageLength - 1].Email : null, form, Now(http));
        return http.ShowAsync<UsersPage>(model, form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static Task ShowUserAsync(HttpContext http, Form form) => http.RequestServices.GetRequiredService<Users>().Find(Id(http)) is { } user
        ? http.ShowAsync<UserPage>(new UserModel(user, form, Now(http)), form.IsFine ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest)
        : http.NotFoundAsync();

    private static async Task AddAsync(HttpContext http, IFormCollection sent)
    {
        var (form, by) = (Form.Of(sent), http.Person());
        var email = Users.Normal(form["email"]);
        form.Refuse("email", MailAddress.TryCreate(email, out var read) && read.Address == email && email.Length <= 254 ? null : "Give an e-mail address, for example ann@example.com.");
        form.Refuse("role", Roles.Exists(form["role"]) ? null : "There is no such role.");
        form.Refuse("password", Passwords.Problem(form["password"]));
        if (form.IsFine)
        {
            var hash = Passwords.Hash(form["password"]);
            form.Refuse("email", await http.RequestServices.GetRequiredService<Writer>().RunAsync(session => UserChanges.Add(session, email, form["role"], hash, isTemporary: true, by)));
        }

        await (form.IsFine
            ? http.SeeOtherAsync($"{Address}/{http.RequestServices.GetRequiredService<Users>().Find(email)!.Id.ToString(CultureInfo.InvariantCulture)}")
            : ShowListAsync(http, form));
    }

    private static async Task ChangeAsync(HttpContext http, IFormCollection sent, string field, Func<Form, Person, Func<WriteSession, string?>> change)
    {
        var form = Form.Of(sent);
        form.Refuse(field, await http.RequestServices.GetRequiredService<Writer>().RunAsync(change(form, http.Person())));
        foreach (var (name, value) in new[] { ("role", Roles.Viewer), ("password", Passwords.Generate()) })
            if (form[name].Length == 0)
                form[name] = value;
        await (form.IsFine ? http.SeeOtherAsync($"{Address}/{Id(http).ToString(CultureInfo.InvariantCulture)}") : ShowUserAsync(http, form));
    }

    private static Func<WriteSession, string?> Refused(string problem) => _ => problem;

    private static long Id(HttpContext http) => long.Parse((string)http.GetRouteValue("id")!, CultureInfo.InvariantCulture);

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}

/// <summary>A page of users, and the form for one more.</summary>
public sealed record UsersModel(IReadOnlyList<PortalUser> Users, string? Next, Form Form, DateTimeOffset Now);

/// <summary>One user.</summary>
public sealed record UserModel(PortalUser User, Form Form, DateTimeOffset Now);
