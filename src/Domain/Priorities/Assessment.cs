namespace ItsmFunctions.Domain.Priorities;

/// <summary>The two answers from which a matrix makes a priority, on the axes of the ticket's kind.</summary>
public abstract record Assessment
{
    private Assessment()
    {
    }

    public sealed record OfIncident(Impact Impact, Urgency Urgency) : Assessment;

    public sealed record OfRequest(Importance Importance, Speed Speed) : Assessment;

    public Priority In(Matrices matrices) => this switch
    {
        OfIncident incident => matrices.Of(incident.Impact, incident.Urgency),
        OfRequest request => matrices.Of(request.Importance, request.Speed),
        _ => throw new InvalidOperationException(),
    };
}
