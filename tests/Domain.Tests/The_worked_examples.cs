namespace ItsmFunctions.Domain.Tests;

/// <summary>
/// The 25 examples of AU-36. The priorities are the source's; the axes are the reading of each sentence. "none" stands where the
/// source itself ranks a case higher than any cell can (†): there only a rank set by hand with a reason reaches it (A11).
/// </summary>
public sealed class The_worked_examples
{
    private const string Examples =
        """
        1 | incident | company/high          | Wireless network down during a digital exam in the building
        1 | incident | company/high          | A large group cannot reach mail, network drive, the net or a business-critical application
        1 | incident | company/high          | WAYF apparently down, nobody can log on to Brightspace
        1 | incident | company/high          | STADS down
        2 | incident | department/high       | Auditorium equipment down as the class starts
        2 | incident | department/high       | No student at an exam can submit for the digital exam
        2 | incident | none                  | Suspicious traffic on a user's PC
        2 | incident | department/high       | Three courses, some 150 students and 5 teachers, cannot access Brightspace
        2 | request  | none                  | A new employee lacks a work computer
        2 | request  | none                  | An external consultant on site lacks accounts
        2 | request  | none                  | A prestige event with a live stream
        2 | incident | none                  | An examiner cannot log on to the exam system
        3 | incident | department/medium     | Minor fault on one Brightspace class
        3 | incident | individual/high       | A user's PC is broken and they cannot work
        3 | incident | individual/high       | A user gets no Outlook mail and awaits an important one
        3 | incident | department/medium     | The network printer is down
        3 | request  | must/expedite         | Access to a shared drive or functional mailbox, and help with the set-up
        3 | request  | must/expedite         | Access to STADS, EDDI and the like
        4 | incident | individual/medium     | Sporadic faults on a PC
        4 | incident | individual/medium     | One Word document cannot be edited
        4 | request  | must/standard         | Credit-transfer institutions to be added in STADS
        5 | incident | individual/low        | A local printer is down
        5 | incident | individual/low        | The wired net is dead in an office, Eduroam and VPN work
        5 | request  | whenever/standard     | Help with a docking station
        5 | request  | whenever/standard     | A question about a field in STADS
        """;

    private static readonly string[][] Rows = [.. Examples.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

    public static TheoryData<int, string, string, string> Reachable => Data(axes => axes != "none");

    public static TheoryData<int, string, string, string> OutOfReach => Data(axes => axes == "none");

    [Fact]
    [Trait("Rule", "AU-36")]
    public void Are_twenty_five_and_five_of_them_are_out_of_reach_of_the_matrices()
    {
        Assert.Equal((25, 20, 5), (Rows.Length, Reachable.Count, OutOfReach.Count));
        Assert.Equal([4, 8, 6, 3, 4], Enumerable.Range(1, 5).Select(priority => Rows.Count(row => row[0] == $"{priority}")));
    }

    [Theory]
    [MemberData(nameof(Reachable))]
    [Trait("Rule", "AU-36")]
    [Trait("Rule", "AU-19")]
    public void Get_their_priority_from_the_matrix(int priority, string kind, string axes, string example)
    {
        Case given = Logged(kind, axes);

        Assert.True(given.Ticket.HandlingRank == priority, $"{example}: {given.Ticket.HandlingRank}");
        Assert.Equal(kind == "incident" ? TicketKind.Incident : TicketKind.Request, given.Ticket.Number.Kind);
    }

    [Theory]
    [MemberData(nameof(OutOfReach))]
    [Trait("Rule", "AU-36")]
    [Trait("Rule", "A11")]
    public void Get_their_priority_by_hand_where_no_cell_reaches_it(int priority, string kind, string axes, string example)
    {
        Assert.Equal("none", axes);
        IEnumerable<int> ranks = kind == "incident"
            ? Enum.GetValues<Urgency>().Select(urgency => Case.Incident(impact: Impact.Individual, urgency: urgency).Ticket.HandlingRank)
            : from importance in Enum.GetValues<Importance>()
              from speed in Enum.GetValues<Speed>()
              select Case.Request(importance: importance, speed: speed).Ticket.HandlingRank;
        Assert.All(ranks, rank => Assert.True(rank > priority, $"A cell gives {rank}."));

        Case given = kind == "incident" ? Case.Incident(impact: Impact.Individual, urgency: Urgency.High) : Case.Request(importance: Importance.MustHave, speed: Speed.Expedite);
        Assert.Equal("/reason", Assert.Single(given.Refuse(new TicketCommand.SetPriority(priority, ""), Somebody.FirstLine).Complaints).Pointer);
        given.Do(new TicketCommand.SetPriority(priority, example), Somebody.FirstLine);

        Assert.Equal((priority, example), (given.Ticket.HandlingRank, given.Ticket.Override?.Reason.Value));
    }

    [Fact]
    [Trait("Rule", "AU-36")]
    public void Fall_from_three_to_four_when_a_loan_computer_is_the_workaround()
    {
        Case given = Logged("incident", "individual/high");
        given.Do(Case.Reassessed(Impact.Individual, Urgency.Medium), Somebody.FirstLine);

        Assert.Equal(4, given.Ticket.HandlingRank);
    }

    private static Case Logged(string kind, string axes)
    {
        string[] pair = axes.Split('/');
        return kind == "incident"
            ? Case.Incident(impact: Enum.Parse<Impact>(pair[0], ignoreCase: true), urgency: Enum.Parse<Urgency>(pair[1], ignoreCase: true))
            : Case.Request(
                importance: pair[0] switch { "must" => Importance.MustHave, "should" => Importance.ShouldHave, _ => Importance.WheneverPossible },
                speed: Enum.Parse<Speed>(pair[1], ignoreCase: true));
    }

    private static TheoryData<int, string, string, string> Data(Func<string, bool> wanted)
    {
        var data = new TheoryData<int, string, string, string>();
        foreach (string[] row in Rows.Where(row => wanted(row[2])))
            data.Add(row[0][0] - '0', row[1], row[2], row[3]);
        return data;
    }
}
