using System.Text;
using ItsmFunctions.Domain.Knowledge;
using ItsmFunctions.Domain.People;
using ItsmFunctions.Domain.Tickets;
using ItsmFunctions.Storage.Knowledge;

namespace ItsmFunctions.Itsm.Demo;

/// <summary>What the demo desk knows: a handful of articles true of any university, one of them for the desk alone.</summary>
internal static class Library
{
    private static readonly WantedArticle[] Articles =
    [
        Of(ArticleKind.Faq, Visibility.Public, "hardware", "printer", ["toner", "PC LOAD LETTER"],
            "The printer asks for paper though its tray is full", "It wants paper of another size. Choose A4 in the print dialogue, delete the job that hangs in the queue, and print again. If it still asks, set the tray to A4 in the printer's own menu.",
            "Printeren beder om papir, selv om bakken er fuld", "Den vil have papir i et andet format. Vælg A4 i printdialogen, slet jobbet, der hænger i køen, og udskriv igen. Beder den stadig, så indstil bakken til A4 i printerens egen menu."),
        Of(ArticleKind.Article, Visibility.Public, "network", "wireless", ["eduroam", "guest", "gæst"],
            "eduroam at another university", "eduroam works at every university that takes part. Sign in with your whole user name and your own university's domain, and your own password. Set it up at home first: the certificate is fetched there.",
            "eduroam på et andet universitet", "eduroam virker på alle universiteter, der er med. Log ind med hele dit brugernavn med dit eget universitets domæne og din egen adgangskode. Sæt det op hjemmefra først: certifikatet hentes dér."),
        Of(ArticleKind.Faq, Visibility.Public, "hardware", "screen", ["HDMI", "USB-C", "beamer", "projektor"],
            "The projector shows no picture", "Choose the source on the panel by the lectern, then press Windows+P (on a Mac: System Settings, Displays) and choose to duplicate. A USB-C cable carries a picture only if it is made for it: there is a spare HDMI cable in the lectern.",
            "Projektoren viser intet billede", "Vælg kilden på panelet ved talerstolen, tryk Windows+P (på en Mac: Systemindstillinger, Skærme), og vælg at spejle. Et USB-C-kabel viser kun billede, hvis det er lavet til det: der ligger et ekstra HDMI-kabel i talerstolen."),
        Of(ArticleKind.Article, Visibility.Public, "software", "installation", ["licence", "licens", "statistics", "statistik"],
            "Licensed programs for courses and exams", "Programs that a course needs are in the software centre from two weeks before it begins until the exam is over. Start the program once before the exam day: that fetches its licence.",
            "Programmer med licens til kurser og eksamen", "Programmer, som et kursus kræver, er i softwarecentret fra to uger før det begynder, til eksamen er ovre. Start programmet én gang før eksamensdagen: det henter licensen."),
        Of(ArticleKind.Article, Visibility.Internal, "access", "account", ["unlock", "oplås"],
            "Unlocking an account after many wrong passwords", "See who it is, look for a device that still has the old password (a telephone most often), have it changed there first, then unlock. Otherwise the account is locked again within minutes.",
            "Oplåsning af en konto efter mange forkerte adgangskoder", "Se, hvem det er, find den enhed, der stadig har den gamle adgangskode (oftest en telefon), få den rettet dér først, og lås så op. Ellers er kontoen låst igen efter få minutter."),
    ];

    /// <summary>Writes what is not there yet, published.</summary>
    public static async Task FillAsync(ArticleStore store, Stage stage, CancellationToken stop)
    {
        Actor author = stage.Cast.Agent(stage.Profile.DefaultTeam, new Random(1)).Actor, publisher = new(stage.Cast.Dispatcher(stage.Profile.DefaultTeam).Person.Id, Roles.Dispatcher);
        foreach ((int i, WantedArticle wanted) in Articles.Index())
        {
            DateTimeOffset at = stage.Now.AddDays(-30 * (i + 1));
            string id = ArticleId.Of(Encoding.UTF8.GetBytes($"{stage.Organisation}|demo|{i}"));
            if (await store.FindAsync(stage.Organisation, id, stop) is null)
                await store.AddAsync(Accepted(ArticleDesk.Draft(stage.Organisation, id, Fitting(wanted, stage), author, at, stage.Profile)), [], stop);
            if (await store.FindAsync(stage.Organisation, id, stop) is { Article.State: ArticleState.Draft } draft)
                await store.CommitAsync(draft, Accepted(ArticleDesk.Publish(draft.Article, publisher, at.AddHours(2))), stop);
        }
    }

    // A desk that stood before may have other categories.
    private static WantedArticle Fitting(WantedArticle wanted, Stage stage) =>
        stage.Profile.FindCategory(wanted.Category!)?.Subcategories.Any(sub => sub.Id == wanted.Subcategory) == true ? wanted : wanted with { Category = null, Subcategory = null };

    private static WantedArticle Of(ArticleKind kind, Visibility visibility, string category, string subcategory, string[] keywords, string title, string body, string titel, string tekst) =>
        new(kind, visibility, new(title, body), new(titel, tekst), category, subcategory, keywords);

    private static Article Accepted(ArticleDecision decision) =>
        decision is ArticleDecision.Accepted accepted ? accepted.Article : throw new InvalidOperationException($"An article of the demo desk was refused: {(decision as ArticleDecision.Rejected)?.Refusal}");
}
