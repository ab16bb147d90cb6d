namespace CustomerPerformanceTracker.Campaign;

/// <summary>What customers write beside their answers. All of it is invented.</summary>
internal static class Comments
{
    private static readonly string[] Kind =
    [
        "Clear from start to finish.",
        "I knew what I would pay and that is what I paid.",
        "Set up in ten minutes, thank you.",
        "It was as easy as they said.",
    ];

    private static readonly string[] Lukewarm =
    [
        "Fine, though I had to look for the delivery date.",
        "Good tool. The page could be quicker.",
        "It does what it says.",
    ];

    private static readonly string[] Cross = ["The form lost my address twice.", "I could not find anyone to ask.", "Too many e-mails since I signed up."];

    private static readonly string[] Disappointed =
    [
        "It said free to start, and then checkout wanted a whole year up front.",
        "\"Free\" was only true until the last page.",
        "I paid, but I felt tricked.",
        "Where did the monthly price go?",
        "The price at checkout was not the one I was promised.",
    ];

    public static string For(Chance chance, int score, bool disappointed) =>
        chance.OneOf(
            score switch
            {
                >= 8 => Kind,
                >= 6 => Lukewarm,
                _ => disappointed ? Disappointed : Cross,
            }
        );
}
