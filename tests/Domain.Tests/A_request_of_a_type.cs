namespace ItsmFunctions.Domain.Tests;

/// <summary>A common flow, with questions and steps of each type's own (AU-10).</summary>
public sealed class A_request_of_a_type
{
    private static readonly Dictionary<string, string> Drive = new() { ["what"] = "drive", ["name"] = "exam-2027", ["who"] = "Anna and Bo" };

    [Fact]
    [Trait("Rule", "AU-10")]
    public void Keeps_its_answers_and_has_its_steps_as_tasks_in_order()
    {
        Ticket ticket = Case.Typed().Ticket;

        Assert.Equal("shared-drive-or-mailbox", ticket.Type);
        Assert.Equal([("what", "drive"), ("name", "exam-2027"), ("who", "Anna and Bo")], ticket.Dossier.Answers.Select(answer => (answer.Question, answer.Answer.Value)));
        Assert.Equal([(1, "Få ejerens godkendelse", null), (2, "Giv adgang", "infrastructure")], ticket.Dossier.Tasks.Select(task => (task.Id, task.Title.Value, task.Team)));
    }

    [Fact]
    [Trait("Rule", "AU-10")]
    public void Says_which_type_in_the_dimensions_of_each_event() =>
        Assert.All(Case.Typed().Events, e => Assert.Equal("shared-drive-or-mailbox", e.Dimensions.Type));

    [Theory]
    [InlineData("what", null, "/answers/what")]
    [InlineData("what", "cupboard", "/answers/what")]
    [InlineData("name", " ", "/answers/name")]
    [InlineData("new", "perhaps", "/answers/new")]
    [InlineData("colour", "blue", "/answers")]
    [Trait("Rule", "AU-10")]
    public void Is_held_against_the_questions_of_its_type(string question, string? answer, string pointer)
    {
        var answers = new Dictionary<string, string>(Drive);
        answers.Remove(question);
        if (answer is not null)
            answers.Add(question, answer);

        Assert.Equal(pointer, Assert.Single(Complaints("shared-drive-or-mailbox", answers)).Pointer);
    }

    [Theory]
    [InlineData("2027-02-28", true)]
    [InlineData("2027-02-29", false)]
    [InlineData("28-02-2027", false)]
    [Trait("Rule", "AU-10")]
    public void Takes_a_day_as_a_day(string day, bool taken)
    {
        var answers = new Dictionary<string, string> { ["employee"] = "Anna", ["first-day"] = day, ["place"] = "5335-214", ["computer"] = "mac", ["screen"] = "yes" };

        Assert.Equal(taken ? [] : ["/answers/first-day"], Complaints("new-employee-computer", answers).Select(complaint => complaint.Pointer));
    }

    [Fact]
    public void Is_of_a_type_that_there_is() => Assert.Equal("/type", Assert.Single(Complaints("spaceship", [])).Pointer);

    [Fact]
    [Trait("Rule", "AU-36")]
    public void Is_of_one_of_the_worked_examples_by_default() =>
        Assert.Equal(
            ["new-employee-computer", "consultant-accounts", "shared-drive-or-mailbox", "stads-eddi-access", "docking-station"],
            Aarhus.Profile.RequestTypes.Select(type => type.Id));

    [Fact]
    public void Is_not_offered_where_the_organisation_has_not_its_category_or_its_team()
    {
        Profile small = new ProfileChanges(Categories: [new("hardware", "Hardware", "Hardware", [new("screen", "Screen", "Skærm")])], Alone: ["categories"]).On(Aarhus.Profile);
        Profile alone = new ProfileChanges(Teams: [new("it-support", "IT", Line.First, [], [])], Alone: ["teams"]).On(Aarhus.Profile);

        Assert.Equal(["docking-station"], small.RequestTypes.Select(type => type.Id));
        Assert.Equal(["new-employee-computer", "docking-station"], alone.RequestTypes.Select(type => type.Id));
    }

    private static IEnumerable<Complaint> Complaints(string type, Dictionary<string, string> answers) =>
        TicketIntake.Decide(Case.Wanted(new Assessment.OfRequest(Importance.ShouldHave, Speed.Standard)) with { Form = new(type, answers) }, Aarhus.Profile) is Decision.Rejected rejected
            ? rejected.Refusal.Complaints
            : [];
}
