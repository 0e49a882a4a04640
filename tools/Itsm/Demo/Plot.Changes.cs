using ItsmFunctions.Domain.Changes;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Itsm.Demo;

internal sealed partial class Plot
{
    /// <summary>Somebody of the README: one review waits for them.</summary>
    private const string Visitor = "inge";

    private static IReadOnlyList<Chapter> Changes =>
    [
        Change("login", (plot, script) => plot.Ask(script, -1, 10, "development-ux", General(
            "Selvbetjeningen bruger det nye login", "Siderne flyttes til universitetets nye login, så gamle sessioner ophører.", "access", "system-access", "self-service", "Det gamle login står klar i to uger.") with { Draft = true })),
        Change("core-switch", (plot, script) =>
        {
            string[] asked = [plot.Leader("infrastructure").Person.Id, Visitor];
            plot.Ask(script, -2, 9, "infrastructure", plot.In(12, 17, 20, General(
                "Ny hovedswitch i bygning 1530", "Den gamle får ingen rettelser mere. Bygningen er uden net i højst ti minutter.", "network", "wired", "core-1530", "Den gamle står i skabet en uge og kan tages i brug igen.")), asked);
            plot.Vote(script, -1, 10, asked[0], VoteChoice.Approve, "Planen holder; husk at varsle eksamensvagten.");
        }),
        Change("firewall", (plot, script) =>
        {
            string[] asked = [plot.Leader("security").Person.Id, plot.Leader("infrastructure").Person.Id, plot.Dispatcher("infrastructure").Person.Id];
            plot.Ask(script, -7, 9, "security", plot.In(8, 18, 21, General(
                "Ny firewall foran forskningsnettet", "Regler og adresser er overført og sammenlignet linje for linje.", "security", "suspicious-activity", "fw-research", "Trafikken ledes tilbage over den gamle.")), asked);
            plot.Approve(script, -6, 10, asked[..2], "Reglerne er gennemgået.");
            script.Do(plot.At(-5, 9), plot.Agent("security", 0).Actor, new ChangeCommand.Start());
            plot.Vote(script, -1, 11, asked[0], VoteChoice.Approve, "Testet i laboratoriet uden fund.");
        }),
        Change("remote-desktop", (plot, script) =>
        {
            string[] asked = [plot.Leader("security").Person.Id, plot.Leader("infrastructure").Person.Id];
            plot.Ask(script, -5, 13, "general-applications", General(
                "Fjernskrivebord til eksterne censorer", "Port 3389 åbnes for censorernes adresser.", "access", "system-access", "rdp-exams", "Porten lukkes igen."), asked);
            plot.Vote(script, -4, 9, asked[0], VoteChoice.Reject, "Ikke åbent mod internettet: gå over VPN, og send den ind igen.");
        }),
        Change("print-servers", (plot, script) =>
        {
            string[] asked = [plot.Leader("infrastructure").Person.Id, plot.Dispatcher("infrastructure").Person.Id];
            plot.Ask(script, -12, 10, "infrastructure", plot.In(4, 17, 19, General(
                "Nyt styresystem på printserverne", "En server ad gangen; køerne flyttes imens.", "hardware", "printer", "print-01", "Snapshot af hver server, før den opdateres.") with { Service = "print-service" }), asked);
            plot.Reviewed(script, -11, -8, asked);
        }),
        // These two collide: the same controller, at the same time.
        Change("wlc-firmware", (plot, script) =>
        {
            string[] asked = [plot.Leader("infrastructure").Person.Id, plot.Dispatcher("infrastructure").Person.Id, Visitor];
            plot.Ask(script, -6, 10, "infrastructure", plot.In(3, 16, 19, General(
                "Ny firmware på controlleren i bygning 1530", "Retter hukommelsen, som løber fuld hver morgen. Nettet er væk i en halv time.", "network", "wireless", "wlc-1530", "Den gamle firmware ligger på controlleren og startes i dens sted.")), asked);
            plot.Reviewed(script, -5, -4, asked[..2]);
        }),
        Change("wlc-certificate", (plot, script) => plot.Ask(script, -2, 14, "infrastructure", plot.In(3, 17, 18, Standard("renew-certificate", "controlleren i bygning 1530") with { ConfigurationItem = "wlc-1530" }))),
        Change("stads", (plot, script) =>
        {
            string[] asked = [plot.Leader("administrative-applications").Person.Id, plot.Dispatcher("administrative-applications").Person.Id];
            plot.Ask(script, -9, 9, "administrative-applications", plot.In(11, 17, 21, General(
                "STADS opdateres til årets udgave", "Efter månedslukningen. Leverandøren er med hele aftenen.", "administration", "stads", "stads", "Databasen lægges tilbage fra kopien klokken 17.") with { Service = "STADS" }), asked);
            plot.Reviewed(script, -8, -3, asked);
        }),
        Change("certificate", (plot, script) =>
        {
            plot.Ask(script, -4, 10, "infrastructure", plot.In(-1, 9, 11, Standard("renew-certificate", "webmail") with { ConfigurationItem = "webmail" }));
            plot.Implement(script, ChangeOutcome.Successful, "Fornyet; ingen afbrydelse.");
        }),
        Change("outlets", (plot, script) =>
        {
            plot.Ask(script, -16, 10, "infrastructure", plot.In(-15, 9, 12, Standard("patch-switch-port", "bygning 1441, lokale 112")));
            plot.Implement(script, ChangeOutcome.Successful, "Begge stik er i drift.");
            script.Do(plot.At(-14, 9), plot.Dispatcher("infrastructure").Actor, new ChangeCommand.CloseIt(null));
        }),
        Change("storage", (plot, script) =>
        {
            string[] asked = [plot.Leader("infrastructure").Person.Id, plot.Dispatcher("infrastructure").Person.Id, plot.Leader("security").Person.Id];
            plot.Ask(script, -34, 9, "infrastructure", plot.In(-26, 16, 20, General(
                "Fællesdrev flyttes til nyt lager", "Alle fællesdrev kopieres forud; om aftenen skiftes adressen.", "access", "shared-drive", "files-01", "Adressen peges tilbage på det gamle lager.")), asked);
            plot.Reviewed(script, -33, -29, asked[..2]);
            plot.Implement(script, ChangeOutcome.Successful, "Alle drev var tilgængelige igen klokken 18.40.");
            plot.Approve(script, -25, 10, asked[..2], "Ingen henvendelser dagen efter.");
        }),
        Change("vpn", (plot, script) =>
        {
            string[] asked = [plot.Leader("infrastructure").Person.Id, plot.Leader("security").Person.Id];
            plot.Ask(script, -24, 9, "infrastructure", plot.In(-17, 16, 19, General(
                "VPN kræver den nye klient", "Gamle klienter afvises fra klokken 16.", "network", "vpn", "vpn-01", "Gamle klienter tillades igen; det er én linje.")), asked);
            plot.Reviewed(script, -23, -20, asked);
            plot.Implement(script, ChangeOutcome.BackedOut, "En tredjedel af de ansatte havde ikke fået klienten: rullet tilbage klokken 17.10.");
            plot.Approve(script, -16, 10, asked, "Rigtigt at rulle tilbage. Klienten skal være ude først.");
        }),
        Change("mail-gateway", (plot, script) =>
        {
            string[] asked = [plot.Leader("infrastructure").Person.Id, plot.Dispatcher("infrastructure").Person.Id];
            plot.Ask(script, -19, 9, "infrastructure", plot.In(-19, 10, 12, General(
                "Defekt strømforsyning i mailgatewayen skiftes", "Den anden bærer alene; svigter den, modtages ingen mails.", "mail", "delivery", "mailgw-01", "Mails ledes over reserven i den anden bygning.") with { Type = "emergency" }), asked);
            script.Do(plot.At(-19, 9).AddMinutes(20), Reviewer(asked[0]), new ChangeCommand.Vote(VoteChoice.Approve, "Straks."));
            plot.Implement(script, ChangeOutcome.Successful, "Skiftet uden afbrydelse.");
            plot.Approve(script, -18, 10, asked, "Godt set af overvågningen.");
        }),
    ];

    private static Chapter Change(string name, Action<Plot, Script> tell) => new($"demo:change:{name}", TicketKind.Change, tell);

    private static NewChange General(string title, string text, string category, string subcategory, string item, string backOut) =>
        new("general", null, title, text, category, subcategory, "", ConfigurationItem: item, BackOutPlan: backOut);

    private static NewChange Standard(string template, string about) => new("standard", template, about, null, null, null, "");

    private NewChange In(int day, int from, int until, NewChange change) => change with { From = At(day, from), Until = At(day, until) };

    private void Ask(Script script, int day, int hour, string team, NewChange change, string[]? reviewers = null)
    {
        Colleague author = Agent(team, 0);
        script.Open(change with { Requester = author.Person.Id, Team = team, Reviewers = reviewers }, author.Actor, At(day, hour));
    }

    // Both reviews before the launch.
    private void Reviewed(Script script, int first, int second, string[] reviewers)
    {
        Approve(script, first, 10, reviewers, "Gennemgået.");
        Approve(script, second, 13, reviewers, "Testet: klar til idriftsættelse.");
    }

    private void Approve(Script script, int day, int hour, string[] reviewers, string comment)
    {
        foreach ((int i, string reviewer) in reviewers.Index())
            script.Do(At(day, hour).AddMinutes(25 * i), Reviewer(reviewer), new ChangeCommand.Vote(VoteChoice.Approve, comment));
    }

    private void Vote(Script script, int day, int hour, string reviewer, VoteChoice choice, string comment) =>
        script.Do(At(day, hour), Reviewer(reviewer), new ChangeCommand.Vote(choice, comment));

    private void Implement(Script script, ChangeOutcome outcome, string report)
    {
        ChangeWindow window = script.Ticket.Change!.Window!;
        Actor by = Agent(script.Ticket.Team, 1).Actor;
        script.Do(window.From.AddMinutes(5), by, new ChangeCommand.Start());
        script.Do(window.Until.AddMinutes(-20), by, new ChangeCommand.Implement(outcome, report));
    }

    private static Actor Reviewer(string person) => new(person, Roles.ChangeReviewer);
}
