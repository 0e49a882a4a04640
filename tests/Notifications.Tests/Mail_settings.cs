using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.Notifications.Tests;

public sealed class Mail_settings
{
    [Theory]
    [InlineData("Itsm:Mail:From", "nobody", "Itsm:Mail:From")]
    [InlineData("Itsm:Mail:Transport", "pigeon", "Itsm:Mail:Transport")]
    [InlineData("Itsm:Mail:Transport", "communication-services", "Azure build")]
    [InlineData("Itsm:PublicUrl", "desk.example", "Itsm:PublicUrl")]
    [InlineData("Itsm:Mail:HourlyCap", "-1", "Itsm:Mail:HourlyCap")]
    [InlineData("Itsm:Mail:MostRecipients", "many", "Itsm:Mail:MostRecipients")]
    public void That_cannot_be_used_are_named_at_the_start(string setting, string value, string named)
    {
        IConfiguration configuration = new ConfigurationManager { [setting] = value };
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddNotifications(configuration));
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_one_of_two_transports_on_a_machine_of_ones_own()
    {
        Assert.Equal(typeof(FolderTransport), TransportOf("folder"));
        Assert.Equal(typeof(SmtpTransport), TransportOf("smtp"));
    }

    [Fact]
    public void Never_print_the_password() =>
        Assert.DoesNotContain("hunter2", MailSettings.Read(new ConfigurationManager { ["Itsm:Mail:Smtp:Password"] = "hunter2" }).ToString(), StringComparison.Ordinal);

    private static Type? TransportOf(string name) => new ServiceCollection()
        .AddNotifications(new ConfigurationManager { ["Itsm:Mail:Transport"] = name })
        .Single(service => service.ServiceType == typeof(IMailTransport)).ImplementationType;
}
