using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ItsmFunctions.Domain;
using ItsmFunctions.Domain.Triage;
using ItsmFunctions.Functions.Http;

namespace ItsmFunctions.Functions.Automations;

/// <summary>What an automation says of its run, in the answer to its start or in a message of its own.</summary>
/// <param name="Result">succeeded or failed; missing in the answer to a start of what takes longer.</param>
/// <param name="Detail">For the desk.</param>
/// <param name="Solution">For the end user.</param>
/// <param name="Verification">What it has verified itself.</param>
public sealed record AutomationResult(
    [property: AllowedValues("succeeded", "failed", null)] string? Result, [property: MaxLength(Texts.LongestReason)] string? Detail, [property: MaxLength(Texts.LongestReason)] string? Solution, VerifyBody? Verification)
{
    /// <summary>What is wrong with it; null if nothing is.</summary>
    internal Complaint? Complaint =>
        Result is null or "succeeded" or "failed"
            ? Texts.Complain("/detail", Detail, Texts.LongestReason, required: false) ?? Texts.Complain("/solution", Solution, Texts.LongestReason, required: false)
                ?? OfNote("userConfirmation", Verification?.UserConfirmation) ?? OfNote("systemTests", Verification?.SystemTests) ?? OfNote("logAnalysis", Verification?.LogAnalysis)
            : new("/result", Sentence.OneOf(["succeeded", "failed"]));

    internal RunEnd End => Result == "succeeded" ? RunEnd.Succeeded : RunEnd.Failed;

    internal RunReport Report => new(Detail, Solution, Verification?.UserConfirmation?.ToAnswer(), Verification?.SystemTests?.ToAnswer(), Verification?.LogAnalysis?.ToAnswer());

    /// <summary>The result that stands in the answer to a start; null where there is none that can be read: then it is still to come.</summary>
    internal static AutomationResult? InAnswer(byte[] answer)
    {
        if (answer.Length == 0)
            return null;
        try
        {
            return JsonSerializer.Deserialize<AutomationResult>(answer, Json.Options) is { Result: not null, Complaint: null } result ? result : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Complaint? OfNote(string name, VerificationBody? body) => body is null ? null : Texts.Complain($"/verification/{name}/note", body.Note, Texts.LongestReason, required: false);
}

/// <summary>What an automation is started with: nothing that anybody wrote.</summary>
/// <param name="Run">Names the run.</param>
/// <param name="Attempt">1 is the first; each has an id of its own in webhook-id, the same where it is delivered twice.</param>
/// <param name="Callback">Where its result goes, signed as this start is.</param>
public sealed record AutomationStart(
    string Run, string Automation, int Attempt, int Attempts, int TimeoutSeconds, string Callback, string Organisation, string Ticket, int HandlingRank, string Category, string Subcategory, string? Service, string? Location, string? ConfigurationItem);
