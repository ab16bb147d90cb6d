using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>What `cpt selfcheck` says.</summary>
public sealed class SelfCheckTextTests
{
    private static readonly SelfCheckView Found = new(
        Ok: false,
        "default",
        new WindowView(new LocalDate(2025, 3, 3), new LocalDate(2025, 5, 31), 90),
        new CursorsView(At: null, Known: null, Seal: 27),
        [
            new(
                "combined",
                "Do we combine data with perception?",
                "partly",
                "1 of 1 campaign has both demand and feeling in the window.",
                [
                    new("campaigns", null, DoctorFindingView.Well, "1 of 1 with demand and feeling", 1, null, null, null),
                    new(
                        "blind_touchpoint",
                        "shop",
                        DoctorFindingView.Attention,
                        "40 acts of customers and no answer; team Sales",
                        40,
                        "Ask customers at shop, and import the answers with `touchpoint: shop`.",
                        "cpt import FILE --map MAP.yaml",
                        null
                    ),
                ]
            ),
            new(
                "changed",
                "Do insights lead to changes?",
                "cannot_be_told",
                "No alert was raised in the window.",
                [
                    new(
                        "alerts",
                        null,
                        DoctorFindingView.NotLookedAt,
                        "none was raised, and no policy watches",
                        null,
                        "Set a policy, so that a fall is told.",
                        "cpt policies set FILE",
                        null
                    ),
                ]
            ),
        ]
    );

    [Fact]
    public void A_person_reads_each_answer_with_its_evidence_and_remedies() =>
        Golden.Matches(string.Concat(SelfCheckText.Lines(Found).Select(line => line + "\n")), "selfcheck.txt");

    [Fact]
    public void A_program_reads_the_same_as_JSON() =>
        Golden.Matches(JsonSerializer.Serialize(Found, Json.TypeOf<SelfCheckView>(Json.Indented)) + "\n", "selfcheck.json");
}
