namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>What the statuses of answers mean.</summary>
internal static class AnswerWords
{
    /// <summary>What a status means, in a sentence.</summary>
    public static string Of(string status) => status switch
    {
        "200" => "What was asked for, or what has become of what was sent.",
        "201" => "Made: it was not there before.",
        "202" => "Taken in; the work on it goes on in the background.",
        "204" => "Done; there is nothing more to say.",
        "304" => "The caller holds it already, by the tag in If-None-Match.",
        "400" => "The request does not fit this description; errors names what is at fault, and what was expected.",
        "401" => "Nobody is signed in: a bearer token is missing, or is not one that the service trusts.",
        "403" => "The caller's roles do not reach so far; detail says which would.",
        "404" => "Nothing of that address exists, or it lies outside what the caller may see.",
        "409" => "It cannot be beside what is recorded, or the key is in use; type says which, and errors names the entries.",
        "410" => "The child's record was erased, or what came after the cursor is no longer kept; type says which.",
        "412" => "It has changed since it was read. Nothing was stored.",
        "413" => "The body is too large. Nothing was stored.",
        "415" => "The body is not of a type that is read here.",
        "422" => "It fits this description but is impossible whatever else is recorded, as errors says, or its key was used for another request.",
        "428" => "If-Match is missing, without which it is not replaced.",
        "429" => "Too much was asked for in a while.",
        "503" => "The service cannot answer for the moment.",
        _ => "Any other refusal, or a fault of the service itself.",
    };
}
