using System.Net;
using ItsmFunctions.Storage.Feed;
using Microsoft.Extensions.DependencyInjection;

namespace ItsmFunctions.Functions.Webhooks;

public static class WebhookRegistration
{
    /// <summary>The feed, and what tells those outside of it.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<EventFeed>()
        .AddSingleton<FeedReader>()
        .AddSingleton<WebhookStore>()
        .AddSingleton<WebhookSecrets>()
        .AddSingleton(provider => new WebhookTarget(provider.GetRequiredService<DeskSettings>().AllowsLoopbackWebhooks))
        .AddSingleton<ResolveName>(Dns.GetHostAddressesAsync)
        .AddSingleton(provider => new WebhookSender(provider.GetRequiredService<WebhookTarget>(), provider.GetRequiredService<ResolveName>(), WebhookSender.Limit))
        .AddSingleton<WebhookDeliveries>();
}
