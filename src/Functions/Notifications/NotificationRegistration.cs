using ItsmFunctions.Functions.Links;
using ItsmFunctions.Storage.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.Functions.Notifications;

public static partial class NotificationRegistration
{
    /// <summary>Registers the <see cref="Notifier"/>, signed links, and the mail transport that <c>Itsm:Mail:Transport</c> names.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be used; the message names it.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        MailSettings settings = MailSettings.Read(configuration);
        services.AddSingleton(settings)
            .AddSingleton(provider => new LinkToken(provider.GetRequiredService<DeskSettings>().SigningKey.Span))
            .AddSingleton(provider => new DeskMessageId(provider.GetRequiredService<DeskSettings>().SigningKey.Span))
            .AddSingleton<LinkVisits>()
            .AddSingleton<ReopenPage>()
            .AddSingleton<SurveyPage>()
            .AddSingleton<VotePage>()
            .AddSingleton<MailTexts>()
            .AddSingleton<Facts>()
            .AddSingleton<Recipients>()
            .AddSingleton<HourlyCap>()
            .AddSingleton<NotificationLog>()
            .AddSingleton<Postbox>()
            .AddSingleton<Notifier>();
        return settings.Transport switch
        {
            MailSettings.FolderTransportName => services.AddSingleton<IMailTransport, FolderTransport>(),
            MailSettings.SmtpTransportName => services.AddSingleton<IMailTransport, SmtpTransport>(),
            MailSettings.CommunicationServicesTransportName => AddCommunicationServicesOrThrow(services, settings),
            string other => throw new InvalidOperationException(
                $"Itsm:Mail:Transport is '{other}'; it is {MailSettings.FolderTransportName}, {MailSettings.SmtpTransportName} or {MailSettings.CommunicationServicesTransportName}."),
        };
    }

    /// <summary>Implemented in CommunicationServicesTransport.cs, which only the Azure build compiles.</summary>
    static partial void AddCommunicationServices(IServiceCollection services, MailSettings settings);

    private static IServiceCollection AddCommunicationServicesOrThrow(IServiceCollection services, MailSettings settings)
    {
        AddCommunicationServices(services, settings);
        return services.Any(service => service.ServiceType == typeof(IMailTransport))
            ? services
            : throw new InvalidOperationException(
                $"Itsm:Mail:Transport is '{MailSettings.CommunicationServicesTransportName}', which the Azure build alone has; here it is {MailSettings.FolderTransportName} or {MailSettings.SmtpTransportName}.");
    }
}
