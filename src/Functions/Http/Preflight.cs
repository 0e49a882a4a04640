using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ItsmFunctions.Functions.Http;

public sealed class Preflight
{
    /// <summary>Answers a browser that asks before it calls; the gate has written what the setting allows.</summary>
    [Function("Preflight"), Door(Calling.Public)]
    public IResult Ask([HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "{*path}")] HttpRequest request) => Results.NoContent();
}
