using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Functions.Http;

/// <summary>How a route may be called.</summary>
public enum Calling
{
    /// <summary>By a person or a service with a token: a <see cref="Caller"/> stands behind the request.</summary>
    Token,

    /// <summary>With a link that the desk signed.</summary>
    SignedLink,

    /// <summary>By anybody.</summary>
    Public,
}

/// <summary>Declares how a route may be called. A function without it is denied: the app denies by default.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DoorAttribute : Attribute
{
    /// <summary>A route that asks for no right: a link that the desk signed, or open to anybody.</summary>
    public DoorAttribute(Calling calling) => Calling = calling == Calling.Token
        ? throw new ArgumentException("A route for callers with a token names the act that it asks for.", nameof(calling))
        : calling;

    /// <summary>A route for callers with a token who have the right to <paramref name="act"/>.</summary>
    public DoorAttribute(Act act) => (Calling, Act) = (Calling.Token, act);

    public Calling Calling { get; }

    /// <summary>Null where no right is asked for.</summary>
    public Act? Act { get; }

    /// <summary>The act is about no ticket and no team: it is judged before the function runs. Else the desk judges it with the ticket.</summary>
    public bool AtTheGate { get; init; }
}
