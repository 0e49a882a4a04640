using ItsmFunctions.Domain.SelfHelp;
using ItsmFunctions.Domain.Tickets;

namespace ItsmFunctions.Domain.Profiles;

/// <summary>Self-help of a new organisation, until it writes its own (IT-03): the words are this product's.</summary>
public static class SelfHelpEntries
{
    /// <summary>True of any desk.</summary>
    public static readonly IReadOnlyList<SelfHelpEntry> Neutral =
    [
        new(
            "restart",
            new("A program or my computer behaves strangely. What can I try first?", "Save your work, close the program and open it again. If that does not help, restart the computer: that ends what hangs in the background. If it comes back after the restart, report it and say since when."),
            new("Et program eller min computer opfører sig mærkeligt. Hvad kan jeg prøve først?", "Gem dit arbejde, luk programmet og åbn det igen. Hjælper det ikke, så genstart computeren: det afslutter det, der hænger i baggrunden. Kommer det igen efter genstarten, så meld det, og skriv siden hvornår."),
            Kind: TicketKind.Incident),
        new(
            "what-to-write",
            new("What should I write when I report a fault?", "Write what you wanted to do, what happened instead, the exact words of an error message, which device or system it is and where, and whether others have it too. A picture of the screen often says it fastest."),
            new("Hvad skal jeg skrive, når jeg melder en fejl?", "Skriv, hvad du ville gøre, hvad der skete i stedet, den præcise ordlyd af en fejlmeddelelse, hvilken enhed eller hvilket system det er og hvor, og om andre også har fejlen. Et billede af skærmen siger det tit hurtigst.")),
        new(
            "suspicious-mail",
            new("I have got a suspicious mail. What do I do?", "Do not click its links, do not open its files and do not answer it. Report it, and then delete it. If you have clicked or typed a password already, report that at once and change the password from another device: nobody will blame you."),
            new("Jeg har fået en mistænkelig mail. Hvad gør jeg?", "Klik ikke på links, åbn ikke vedhæftede filer, og svar ikke. Meld den, og slet den derefter. Har du allerede klikket eller skrevet en adgangskode, så meld det med det samme, og skift adgangskoden fra en anden enhed: ingen bebrejder dig noget."),
            "security", "phishing", TicketKind.Incident),
    ];

    /// <summary>What an ITIL service desk is asked most.</summary>
    public static readonly IReadOnlyList<SelfHelpEntry> ItilDesk =
    [
        .. Neutral,
        new(
            "forgotten-password",
            new("I have forgotten my password. How do I get a new one?", "Choose \"Forgot password\" on the sign-in page and follow the steps; you need the phone or the mail address that you registered. If your account is locked, wait a quarter of an hour before you try again. Without a registered phone the desk has to see who you are."),
            new("Jeg har glemt min adgangskode. Hvordan får jeg en ny?", "Vælg \"Glemt adgangskode\" på siden, hvor du logger ind, og følg trinnene; du skal bruge den telefon eller mailadresse, du har registreret. Er din konto låst, så vent et kvarter, før du prøver igen. Uden en registreret telefon skal supporten se, hvem du er."),
            "access", "account"),
        new(
            "wireless",
            new("I cannot connect to the wireless network.", "Turn the wireless network off and on again, and check that flight mode is off. Let the device forget the network and join it anew with your own user name and password. If you changed your password lately, the device still uses the old one."),
            new("Jeg kan ikke komme på det trådløse netværk.", "Slå det trådløse net fra og til igen, og se efter, at flytilstand er slået fra. Bed enheden om at glemme netværket, og forbind på ny med dit eget brugernavn og din adgangskode. Har du skiftet adgangskode for nylig, bruger enheden stadig den gamle."),
            "network", "wireless", TicketKind.Incident),
        new(
            "printer-does-not-print",
            new("My document does not come out of the printer.", "Look at the printer's display: paper, toner and an open lid are most of it. Then look at the queue on your computer, delete what hangs there, and print again. If other people can print on it and you cannot, remove the printer from your computer and add it again."),
            new("Mit dokument kommer ikke ud af printeren.", "Se på printerens skærm: papir, toner og en åben låge er det meste af det. Se så i udskriftskøen på din computer, slet det, der hænger, og udskriv igen. Kan andre udskrive på den, men ikke du, så fjern printeren fra din computer, og tilføj den igen."),
            "hardware", "printer", TicketKind.Incident),
        new(
            "vpn-from-home",
            new("How do I reach the shared drives from home?", "Open the VPN program, sign in with your user name and approve the sign-in on your phone. Then the drives are there as they are at work. Without VPN only what is in the browser works."),
            new("Hvordan kommer jeg på fællesdrevene hjemmefra?", "Åbn VPN-programmet, log ind med dit brugernavn, og godkend på din telefon. Så er drevene der, som de er på arbejdet. Uden VPN virker kun det, der er i browseren."),
            "network", "vpn", TicketKind.Request),
        new(
            "install-software",
            new("How do I get a program installed?", "Look in the software centre on your computer first: what is there you install yourself, without asking anybody. What is not there you order as a request, with the name of the program and what you need it for; some of it needs your leader's approval."),
            new("Hvordan får jeg et program installeret?", "Se først i softwarecentret på din computer: det, der er dér, installerer du selv uden at spørge nogen. Det, der ikke er dér, bestiller du med programmets navn og det, du skal bruge det til; noget af det skal din leder godkende."),
            "software", "installation", TicketKind.Request),
        new(
            "out-of-office",
            new("How do I set an automatic reply while I am away?", "Open your mail program, go to its settings, choose automatic replies, and give the first and the last day. Write one text for colleagues and one for everybody else, and say who can be asked meanwhile."),
            new("Hvordan laver jeg et automatisk svar, mens jeg er væk?", "Åbn dit mailprogram, gå til indstillinger, vælg automatiske svar, og angiv første og sidste dag. Skriv én tekst til kolleger og én til alle andre, og skriv, hvem man kan spørge imens."),
            "mail", "client", TicketKind.Request),
    ];
}
