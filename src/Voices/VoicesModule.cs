using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Readings.Behind;
using CustomerPerformanceTracker.Voices.Behind;
using CustomerPerformanceTracker.Voices.Comments;
using CustomerPerformanceTracker.Voices.Records;
using CustomerPerformanceTracker.Voices.Rising;
using CustomerPerformanceTracker.Voices.Samples;
using CustomerPerformanceTracker.Voices.Scoring;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Voices;

/// <summary>What customers wrote: fair samples of it, the words that rose in it, and its sentiment. Whoever reads a text is recorded.</summary>
public sealed class VoicesModule : IModule
{
    public void AddTo(IServiceCollection services) =>
        services
            .AddSingleton<CommentReader>()
            .AddSingleton<ReadingLog>()
            .AddSingleton<LastBreak>()
            .AddSingleton<AnswerTexts>()
            .AddSingleton<KeptCounts>()
            .AddSingleton(of => new VoiceReader(
                of.GetRequiredService<CellReader>(),
                of.GetRequiredService<CommentReader>(),
                of.GetRequiredService<ReadingLog>()
            ))
            .AddSingleton(of => new RisenReader(
                of.GetRequiredService<CellReader>(),
                of.GetRequiredService<CommentReader>(),
                of.GetRequiredService<LastBreak>(),
                of.GetRequiredService<WorkspaceSettings>(),
                of.GetRequiredService<ReadingLog>(),
                of.GetRequiredService<KeptCounts>()
            ))
            .AddSingleton(of => new FigureTexts(
                of.GetRequiredService<Database>(),
                of.GetRequiredService<Workspace>(),
                of.GetRequiredService<FigureSignalReader>(),
                of.GetRequiredService<ReadingLog>()
            ))
            .AddSingleton(of => new CommentScoring(
                of.GetRequiredService<SignalLog>(),
                of.GetRequiredService<ImportStore>(),
                of.GetRequiredService<AnswerTexts>(),
                of.GetRequiredService<TimeProvider>()
            ));
}

/// <summary>The services of the module, by name.</summary>
public static class VoicesServices
{
    extension(Engine engine)
    {
        public VoiceReader Voices => engine.Get<VoiceReader>();

        public RisenReader RisenVoices => engine.Get<RisenReader>();

        /// <summary>What customers wrote beside the signals that a figure rests on.</summary>
        public FigureTexts VoicesBehind => engine.Get<FigureTexts>();

        public CommentScoring CommentScoring => engine.Get<CommentScoring>();
    }
}
