using Microsoft.AspNetCore.Mvc;
using Storefront.Web.Features.Shared;
using Storefront.Web.Features.Staff;

namespace Storefront.Web.Features.Settings;

/// <summary>The settings of the Fraud Protection integration: seen, tried and changed by administrators.</summary>
[Area("Settings")]
[Route("admin/settings")]
[StaffOnly(Roles.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SettingsController(
    SettingsPages pages, SaveSettings save, SettingsWorkshop workshop, LiveSettings live, CredentialChoices credentials, AuditTrail audit, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int? saved, CancellationToken cancellationToken) =>
        View(await pages.OfAsync(null, cancellationToken) with { Saved = saved });

    /// <summary>Changes nothing; the page shows what came back above what was typed.</summary>
    [HttpPost("test")]
    public async Task<IActionResult> Test(SettingsForm form, CancellationToken cancellationToken)
    {
        if (await ReadAsync(form, cancellationToken) is not { } values || !Fits(values with { Enabled = true }))
            return await AgainAsync(form, page => page, cancellationToken);

        var test = await ConnectionTest.RunAsync(workshop.Make(0, values with { Enabled = true }).Fraud, clock, cancellationToken);
        return View(nameof(Index), await pages.OfAsync(form, cancellationToken) with { Test = test });
    }

    [HttpPost("")]
    public async Task<IActionResult> Save(SettingsForm form, CancellationToken cancellationToken)
    {
        if (await ReadAsync(form, cancellationToken) is not { } values)
            return await AgainAsync(form, page => page, cancellationToken);

        switch (await save.RunAsync(values, form.Version, form.Insist, User.Identity?.Name ?? "", before => Record(before, values), cancellationToken))
        {
            case SettingsSaved.InForce { Version: var version }:
                return new SeeOther($"/admin/settings?saved={version}");
            case SettingsSaved.NothingToSave:
                return new SeeOther("/admin/settings");
            case SettingsSaved.Wrong { Problems: var problems }:
                this.Take(problems.Select(problem => SettingsProblem.Of(problem, form.Profile)));
                return await AgainAsync(form, page => page, cancellationToken);
            case SettingsSaved.NoConnection { Test: var test }:
                ModelState.AddModelError(nameof(SettingsForm.Insist), "No connection could be had with these settings. Put them right, or say that they are to be saved all the same.");
                return await AgainAsync(form, page => page with { Test = test }, cancellationToken);
            case SettingsSaved.Overtaken overtaken:
                ModelState.AddModelError("", $"{overtaken.By} has saved other settings in the meantime. Nothing of yours is saved.");
                return await AgainAsync(form, page => page with { Overtaken = overtaken }, cancellationToken);
            default:
                throw new InvalidOperationException("There is no other outcome.");
        }
    }

    /// <summary>What was typed, where it can be read; otherwise its mistakes are noted.</summary>
    private async Task<FraudSettings?> ReadAsync(SettingsForm form, CancellationToken cancellationToken)
    {
        if (workshop.ClientIdIsFixed)
            form.ClientId = null;                              // whatever was sent
        var offers = await credentials.ListAsync(cancellationToken);
        var now = live.Current.Values;
        var choice = offers.Select(offer => offer.Choice).Append(now.Credential).FirstOrDefault(choice => choice.Key == form.Credential);
        if (choice is null)
            ModelState.AddModelError(nameof(form.Credential), "Choose where the credential is kept.");
        return this.Take(form.Mistakes(workshop.LongestHold)) && choice is not null ? form.Read(now, choice) : null;
    }

    private bool Fits(FraudSettings values) =>
        this.Take(workshop.Problems(values).Select(problem => SettingsProblem.Of(problem, values.Profile)));

    private void Record(FraudSettings before, FraudSettings after)
    {
        var changed = SettingsDifference.Of(before, after);
        audit.Record("Settings saved", "Fraud Protection settings",
            changed.ToDictionary(change => change.Name, change => change.Before, StringComparer.Ordinal),
            changed.ToDictionary(change => change.Name, change => change.After, StringComparer.Ordinal));
    }

    private async Task<IActionResult> AgainAsync(SettingsForm form, Func<SettingsPage, SettingsPage> add, CancellationToken cancellationToken) =>
        this.Again(nameof(Index), add(await pages.OfAsync(form, cancellationToken)));
}
