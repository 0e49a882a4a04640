using ItsmFunctions.Domain.Waiting;

namespace ItsmFunctions.Domain.Tests;

/// <summary>The 17 reasons with both labels to the letter, copied from the source's list and from nowhere else.</summary>
public sealed class The_pending_reasons
{
    // code | UK label | DK label | accountable | clock | wake-up | date
    private const string Reasons =
        """
        PR-01 | Pending HR Access Date | Afventer HR-adgangsdato | HumanResources | pause | OnDate | required
        PR-02 | Pending internal supplier | Afventer intern leverandør | InternalSupplier | run | OnSupplierReply | optional
        PR-03 | Pending approval | Afventer godkendelse | Approver | pause | OnDecision | optional
        PR-04 | Need is for a future date/time | Afventer - fremtidig dato | Requester | pause | OnDate | required
        PR-05 | Pending user reply | Afventer svar bruger | Requester | pause | OnUserReply | optional
        PR-06 | Pending - agreed appointment | Afventer - Aftalt | Both | pause | OnDate | required
        PR-07 | Pending external supplier | Afventer ekstern leverandør | ExternalSupplier | pause | OnSupplierReply | optional
        PR-08 | Awaiting - item ordered | Afventer - vare bestilt | ExternalSupplier | pause | OnDelivery | optional
        PR-09 | Ready for installation | Klar til installation | Desk | run | None | optional
        PR-10 | Ready for pick-up | Klar til afhentning | Requester | pause | NudgeUser | optional
        PR-11 | Ready for transport | Klar til transport | Desk | run | None | optional
        PR-12 | Delivered - can be invoiced | Udleveret - kan faktureres | Desk | pause | InvoiceReady | optional
        PR-13 | Pending - CSI approval | Afventer - CSI godkendelse | ContinualImprovement | pause | OnDecision | optional
        PR-14 | Pending - CSI implementation | Afventer - CSI implementering | ContinualImprovement | pause | OnDecision | optional
        PR-15 | Pending - CSI test | Afventer - CSI test | ContinualImprovement | pause | OnDecision | optional
        PR-16 | Pending - CSI Release | Afventer - CSI release | ContinualImprovement | pause | OnDecision | optional
        PR-17 | Pending – CSI Prioritization | Afventer – CSI prioritering | ContinualImprovement | pause | OnDecision | optional
        """;

    private static readonly string[][] Rows = [.. Reasons.Split('\n').Select(line => line.Split(" | "))];

    public static TheoryData<string> Codes => [.. Rows.Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Codes))]
    [Trait("Rule", "PR-01")]
    [Trait("Rule", "PR-02")]
    [Trait("Rule", "PR-03")]
    [Trait("Rule", "PR-04")]
    [Trait("Rule", "PR-05")]
    [Trait("Rule", "PR-06")]
    [Trait("Rule", "PR-07")]
    [Trait("Rule", "PR-08")]
    [Trait("Rule", "PR-09")]
    [Trait("Rule", "PR-10")]
    [Trait("Rule", "PR-11")]
    [Trait("Rule", "PR-12")]
    [Trait("Rule", "PR-13")]
    [Trait("Rule", "PR-14")]
    [Trait("Rule", "PR-15")]
    [Trait("Rule", "PR-16")]
    [Trait("Rule", "PR-17")]
    [Trait("Rule", "AU-15")]
    [Trait("Rule", "AU-16")]
    [Trait("Rule", "A10")]
    public void Carry_both_labels_to_the_letter_and_can_each_be_waited_for(string code)
    {
        string[] row = Rows.Single(row => row[0] == code);
        PendingReason reason = Aarhus.Profile.FindReason(code)!;

        Assert.Equal((row[1], row[2]), (reason.English, reason.Danish));
        Assert.Equal((row[1], row[2]), (reason.Label("en"), reason.Label("da")));
        Assert.Equal((row[3], row[4] == "run", row[5]), (reason.Accountable.ToString(), reason.ClockRuns, reason.WakeUp.ToString()));
        Assert.Equal(row[6] == "required", reason.DateRequired);

        Case dated = Case.Of(TicketStatus.InProgress).Waiting(code, TimeSpan.FromDays(3));
        Assert.Equal((TicketStatus.Pending, code), (dated.Ticket.Status, dated.Ticket.Pending!.Reason));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    [Trait("Rule", "PR-01")]
    [Trait("Rule", "PR-04")]
    [Trait("Rule", "PR-06")]
    [Trait("Rule", "A9")]
    public void Need_a_date_exactly_where_they_say_nothing_without_one(string code)
    {
        Case given = Case.Of(TicketStatus.InProgress);
        Decision undated = given.Ask(new TicketCommand.Pend(code, null, null), Somebody.FirstLine);

        if (code is "PR-01" or "PR-04" or "PR-06")
            Assert.Equal("/until", Assert.Single(Assert.IsType<Decision.Rejected>(undated).Refusal.Complaints).Pointer);
        else
            Assert.IsType<Decision.Accepted>(undated);
    }

    [Fact]
    [Trait("Rule", "AU-15")]
    [Trait("Rule", "A9")]
    public void Stand_in_the_picker_in_the_order_of_the_list_with_continual_improvement_last() =>
        Assert.Equal(Rows.Select(row => row[0]), Aarhus.Profile.PendingReasons.Select(reason => reason.Code));

    [Fact]
    [Trait("Rule", "PR-17")]
    public void Write_an_en_dash_in_the_seventeenth_alone() =>
        Assert.Equal(["PR-17", "PR-17"], Aarhus.Profile.PendingReasons.SelectMany(reason => new[] { reason.English, reason.Danish }.Where(label => label.Contains('–')).Select(_ => reason.Code)));
}
