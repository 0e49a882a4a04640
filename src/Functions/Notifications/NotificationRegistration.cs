using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.Functions.Notifications;

public static class NotificationRegistration
{
    /// <summary>Registers the <see cref="Notifier"/> and the mail transport that <c>Itsm:Mail:Transport</c> names.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddSingleton<Notifier>();
    }
}
