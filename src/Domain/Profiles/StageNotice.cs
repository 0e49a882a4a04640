namespace ItsmFunctions.Domain.Profiles;

/// <summary>Stages whose notifications a table says cell by cell; of every other stage nobody is told.</summary>
public enum OrderStage
{
    Open,
    Close,
}

/// <summary>Whom a stage is told to.</summary>
public enum StageAudience
{
    /// <summary>Everybody of the teams that the order names beside the one that gets it.</summary>
    IncidentGroups,

    /// <summary>Everybody of the team that gets it.</summary>
    AssignedDepartment,

    /// <summary>The requester, and who opened it on their behalf (A1).</summary>
    Opener,
}

/// <summary>One cell of the table of stages and notifications.</summary>
public sealed record StageNotice(OrderStage Stage, StageAudience To);
