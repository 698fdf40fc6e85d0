namespace Storefront.Tests.Guide.Settings;

/// <summary>Whoever adds a setting says there what it is for.</summary>
public sealed class SettingSummaryTests
{
    [Fact]
    public void Every_setting_says_what_it_is_for()
    {
        var silent = (from section in SettingsSection.All
                      from type in section.Classes
                      from setting in Setting.Of(type, section.Name)
                      where Summaries.Of(setting.Property).Length == 0
                      select $"{setting.Property.DeclaringType!.FullName}.{setting.Property.Name}").ToList();

        Assert.True(silent.Count == 0, "Without a summary: " + string.Join(", ", silent));
    }
}
