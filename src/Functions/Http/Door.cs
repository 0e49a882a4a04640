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
public sealed class DoorAttribute(Calling calling) : Attribute
{
    public Calling Calling { get; } = calling;
}
