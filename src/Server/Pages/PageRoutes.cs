using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Alerts;
using CustomerPerformanceTracker.Server.Pages.Campaigns;
using CustomerPerformanceTracker.Server.Pages.Changes;
using CustomerPerformanceTracker.Server.Pages.Customers;
using CustomerPerformanceTracker.Server.Pages.Digests;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Pages.Imports;
using CustomerPerformanceTracker.Server.Pages.Logs;
using CustomerPerformanceTracker.Server.Pages.Overview;
using CustomerPerformanceTracker.Server.Pages.Policies;
using CustomerPerformanceTracker.Server.Pages.Reviews;
using CustomerPerformanceTracker.Server.Pages.SelfCheck;
using CustomerPerformanceTracker.Server.Pages.Settings;
using CustomerPerformanceTracker.Server.Pages.Sharing;
using CustomerPerformanceTracker.Server.Pages.SignIn;
using CustomerPerformanceTracker.Server.Pages.Teams;
using CustomerPerformanceTracker.Server.Pages.Traces;
using CustomerPerformanceTracker.Server.Pages.Voices;

namespace CustomerPerformanceTracker.Server.Pages;

/// <summary>What people look at. Every figure on a page is made of readings that routes under /v1 give, too.</summary>
internal static class PageRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        AssetRoutes.Map(routes);
        var pages = routes.MapGroup("").WithMetadata(new PageRoute()).ExcludeFromDescription();
        SignInRoutes.Map(pages);
        ProviderRoutes.Map(pages);
        OverviewRoutes.Map(pages);
        CampaignRoutes.Map(pages);
        DigestPageRoutes.Map(pages);
        SignalPageRoutes.Map(pages);
        ReviewPageRoutes.Map(pages);
        AlertPageRoutes.Map(pages);
        ChangePageRoutes.Map(pages);
        ProposalPageRoutes.Map(pages);
        BookPageRoutes.Map(pages);
        CustomerPageRoutes.Map(pages);
        VoicePageRoutes.Map(pages);
        TeamPageRoutes.Map(pages);
        TracePageRoutes.Map(pages);
        PolicyPageRoutes.Map(pages);
        SelfCheckPageRoutes.Map(pages);
        SettingPageRoutes.Map(pages);
        ImportPageRoutes.Map(pages);
        LogPageRoutes.Map(pages);
        SharePageRoutes.Map(pages);
    }
}
