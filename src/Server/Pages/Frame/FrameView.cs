using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>What stands around every page.</summary>
/// <param name="Base">The prefix that a reverse proxy shows the server under; empty for none.</param>
/// <param name="Path">The address of the page, behind the prefix.</param>
/// <param name="Section">The name of the entry of the navigation that the page belongs to; empty for none.</param>
/// <param name="Workspace">Null where nobody is signed in.</param>
/// <param name="Token">What the page's forms carry; empty where nobody may send one.</param>
public sealed record FrameView(string Base, string Path, string Section, WorkspaceView? Workspace, string Token)
{
    public static async Task<FrameView> OfAsync(HttpContext context, string section, CancellationToken cancel)
    {
        var caller = context.Caller();
        if (PageSession.Secret(context) is not { } secret)
            PageSession.Set(context, secret = SessionStore.NewSecret());
        return new(BaseOf(context), context.Request.Path, section, await WorkspaceView.OfAsync(caller, cancel), PageSession.TokenOf(secret));
    }

    /// <summary>Whether the workspace still stands where it stood when the frame was read.</summary>
    public static async Task<bool> StandsAsync(HttpContext context, WorkspaceView read, CancellationToken cancel) =>
        read.Stands == await WorkspaceStand.ReadAsync(context.Caller().Workspace.Engine.Database, context.Caller().Workspace.Engine.Workspace, cancel);

    /// <summary>The frame of a page for those who are not signed in.</summary>
    public static FrameView Plain(HttpContext context) => new(BaseOf(context), context.Request.Path, "", Workspace: null, Token: "");

    private static string BaseOf(HttpContext context) => context.Request.PathBase.Value ?? "";

    /// <summary>An address of this server.</summary>
    public string To(string path) => Base + path;
}

/// <summary>The workspace that is read, and who reads it.</summary>
/// <param name="Stands">Where it stood when the page was asked for.</param>
/// <param name="IsSignedIn">Whether there is a session to end; a caller on this machine needs none while there are no keys.</param>
public sealed record WorkspaceView(string Name, string Zone, WorkspaceStand Stands, string Person, bool IsSignedIn, bool MayOperate, bool MayApprove)
{
    internal static async Task<WorkspaceView> OfAsync(Caller caller, CancellationToken cancel)
    {
        var engine = caller.Workspace.Engine;
        return new(
            engine.Workspace.Name,
            engine.Workspace.Zone,
            await WorkspaceStand.ReadAsync(engine.Database, engine.Workspace, cancel),
            caller.Person,
            !caller.IsMachine,
            caller.Allows(KeyScope.Operate),
            caller.Allows(KeyScope.Approve)
        );
    }
}
