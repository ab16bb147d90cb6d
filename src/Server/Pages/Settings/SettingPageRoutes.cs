using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Delivery;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Server.Pages.Settings;

/// <summary>What a workspace is set to: its documents, who is notified, and under the scope <c>admin</c> the keys.</summary>
internal static class SettingPageRoutes
{
    private const string Path = "/settings";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages
            .MapGet(Path, (HttpContext context, KeyStore keys, CancellationToken cancel) => PageAsync(context, keys, view => view, cancel))
            .Needs(KeyScope.Read);
        foreach (var document in SettingDocument.All)
        {
            FormDoor
                .TakesForm(
                    pages.MapPost(
                        Path + document.Path,
                        (HttpContext context, KeyStore keys, CancellationToken cancel) => SetAsync(context, keys, document, cancel)
                    )
                )
                .Needs(KeyScope.Operate);
        }

        FormDoor.TakesForm(pages.MapPost("/settings/subscriptions", AddAsync)).Needs(KeyScope.Operate);
        FormDoor.TakesForm(pages.MapPost("/settings/subscriptions/{id}/disable", DisableAsync)).Needs(KeyScope.Operate);
        FormDoor.TakesForm(pages.MapPost("/settings/subscriptions/{id}/enable", EnableAsync)).Needs(KeyScope.Operate);
        FormDoor.TakesForm(pages.MapPost("/settings/subscriptions/{id}/test", TestAsync)).Needs(KeyScope.Operate);
        FormDoor.TakesForm(pages.MapPost("/settings/keys", MakeKeyAsync)).Needs(KeyScope.Admin);
        FormDoor.TakesForm(pages.MapPost("/settings/keys/{id}/revoke", RevokeAsync)).Needs(KeyScope.Admin);
    }

    private static async Task<IResult> SetAsync(HttpContext context, KeyStore keys, SettingDocument document, CancellationToken cancel)
    {
        var (caller, yaml) = (context.Caller(), Forms.Text(context, "document"));
        var refused = await FormFault.OfAsync(
            context,
            () => document.Set(caller.Workspace.Engine, yaml, Commanded.By(caller, Forms.Text(context, "reason")), Forms.Version(context), cancel)
        );
        if (refused is not null)
            return await PageAsync(context, keys, view => view.Refusing(document, yaml, refused), cancel);
        return Done(context);
    }

    private static async Task<IResult> AddAsync(HttpContext context, KeyStore keys, CancellationToken cancel)
    {
        ChangedSubscriptionView? added = null;
        var form = SubscriptionForm.Of(context);
        var refused = await FormFault.OfAsync(
            context,
            async () => added = await SubscriptionRoutes.MakeAsync(context, form.Body(Forms.Text(context, "secret")), cancel)
        );
        // A webhook's key is in this answer and nowhere else, and an address that was refused may hold a secret.
        var with = (SettingsView view) => refused is null ? view with { Added = added } : view with { Subscription = form, RefusedSubscription = refused };
        return await UnkeptAsync(context, keys, with, cancel);
    }

    private static async Task<IResult> DisableAsync(HttpContext context, string id, CancellationToken cancel) =>
        await ChangeAsync(context, id, new SubscriptionCommand.Disable(DisabledBy.Hand), cancel);

    private static async Task<IResult> EnableAsync(HttpContext context, string id, CancellationToken cancel)
    {
        await SubscriptionRoutes.RequireAsync(context, id, cancel);
        return await ChangeAsync(context, id, new SubscriptionCommand.Enable(), cancel);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, SubscriptionCommand command, CancellationToken cancel)
    {
        var (caller, by) = (context.Caller(), Commanded.By(context.Caller(), Forms.Text(context, "reason")));
        await caller.Workspace.Engine.Subscriptions.ChangeAsync(id, command, by, Forms.Version(context), cancel);
        return Done(context);
    }

    private static async Task<IResult> TestAsync(HttpContext context, KeyStore keys, TimeProvider clock, string id, CancellationToken cancel)
    {
        var caller = context.Caller();
        var result = await TestNotice.SendAsync(caller.Workspace.Engine, id, caller.Person, caller.Workspace.Sender, caller.Workspace.Paper, clock, cancel);
        return await PageAsync(context, keys, view => view with { Tested = result }, cancel);
    }

    private static async Task<IResult> MakeKeyAsync(HttpContext context, KeyStore keys, CancellationToken cancel)
    {
        NewKeyView? made = null;
        var wanted = new NewKey(
            [.. context.Request.Form["scope"].OfType<string>()],
            Forms.Text(context, "person"),
            Forms.Text(context, "reason"),
            Forms.Text(context, "label")
        );
        var refused = await FormFault.OfAsync(
            context,
            async () =>
            {
                var (key, text) = await KeyRoutes.MakeAsync(context.Caller(), keys, wanted, cancel);
                made = NewKeyView.Of(key, text.Text);
            }
        );
        // The key's text is in this answer and nowhere else.
        return await UnkeptAsync(context, keys, view => view with { MadeKey = made, RefusedKey = refused }, cancel);
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, KeyStore keys, string id, CancellationToken cancel)
    {
        var (caller, by) = (context.Caller(), Commanded.By(context.Caller(), Forms.Text(context, "reason")));
        return await keys.RevokeAsync(caller.Workspace.Engine, id, by, cancel)
            ? Done(context)
            : Problem.NotFound($"There is no valid key '{id}' in this workspace.");
    }

    private static IResult Done(HttpContext context)
    {
        context.Caller().Workspace.Wake();
        return PageAnswer.GoTo(context, Path);
    }

    private static async Task<IResult> UnkeptAsync(HttpContext context, KeyStore keys, Func<SettingsView, SettingsView> with, CancellationToken cancel)
    {
        var answer = await PageAsync(context, keys, with, cancel);
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    private static async Task<IResult> PageAsync(HttpContext context, KeyStore keys, Func<SettingsView, SettingsView> with, CancellationToken cancel)
    {
        var (caller, groups) = (context.Caller(), context.RequestServices.GetRequiredService<GroupStore>());
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var isAdmin = caller.Allows(KeyScope.Admin);
        var view = with(
            await SettingsView.ReadAsync(caller.Workspace.Engine, isAdmin ? keys : null, now, cancel) with
            {
                Groups = isAdmin ? GroupListView.Of(await groups.ListAsync(caller.Workspace.Name, cancel)).Groups : [],
            }
        );
        return PageAnswer.Of<SettingsPage>(context, await FrameView.OfAsync(context, "Settings", cancel), view, FormFault.StatusOf(view.Refused));
    }
}
