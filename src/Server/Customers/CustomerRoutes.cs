using System.ComponentModel;
using System.Diagnostics;
using CustomerPerformanceTracker.Server.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Customers;

/// <summary>Erasing a customer while the server runs.</summary>
internal static class CustomerRoutes
{
    private const string Path = "/v1/customers/{id}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapDelete("/customers/{id}", EraseAsync)
            .Needs(KeyScope.Admin)
            .WithTags("customers")
            .WithName("eraseCustomer")
            .WithSummary("Erase a customer: who they are and what they wrote is destroyed for good. Signals, counts and proofs stay.")
            .WithDescription("The id is the one the source gave, percent-encoded. The reason is kept for ever and must not hold it.")
            .WithMetadata(new KeepsNoAnswer());

    private static async Task<Results<NoContent, Problem>> EraseAsync(
        HttpContext context,
        ServerOptions options,
        ILogger<TrackerServer> logger,
        string id,
        [Description("Why, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        // A trace of this request would tell who was erased.
        Activity.Current?.SetTag("url.path", Path);
        return await EraseOneAsync(context, options, logger, IdOf(context, id), reason, cancel) is { } problem ? problem : TypedResults.NoContent();
    }

    /// <summary>Erases the customer of an id, and gives why nobody was erased; null where the customer was.</summary>
    /// <param name="id">As the source gave it.</param>
    /// <exception cref="RefusedException">No reason was given.</exception>
    /// <exception cref="NamesCustomerException">The reason names somebody else.</exception>
    public static async Task<Problem?> EraseOneAsync(
        HttpContext context,
        ServerOptions options,
        ILogger logger,
        string id,
        string? reason,
        CancellationToken cancel
    )
    {
        if (options.DataFolder is not { } data)
            return new Problem(409, "no_erasure_list", "This server has no data folder, so it could not keep that somebody was erased; start it with one.");

        var caller = context.Caller();
        var (workspace, by) = (caller.Workspace, Commanded.By(caller, reason));
        var erasure = workspace.Engine.ErasureUnder(data);
        try
        {
            if (await erasure.EraseAsync(id, by, cancel) is null)
                return Problem.NotFound("The workspace knows no customer of that id; they may have been erased before.");
        }
        catch (ArgumentException told) when (told is not (NamesCustomerException or TextTooLongException))
        {
            return new Problem(422, "reason_names_customer", told.Message, "reason");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            logger.ListFailed(workspace.Name, failed.Message);
            return new Problem(
                503,
                "erasure_list_failed",
                "The list of erasures could not be written, so nobody was erased; the server's log says why.",
                RetryAfterSeconds: 60
            );
        }

        workspace.Engine.Log.ForgetCustomers();
        workspace.Wake();
        await SweepAsync(erasure, workspace.Name, logger);
        return null;
    }

    /// <summary>The customer is erased whatever becomes of it, so what could not be done is for whoever reads the log.</summary>
    private static async Task SweepAsync(Erasure erasure, string workspace, ILogger logger)
    {
        try
        {
            foreach (var left in await erasure.SweepAsync(CancellationToken.None))
                logger.SweepLeft(workspace, left);
        }
        catch (NpgsqlException e)
        {
            logger.SweepLeft(workspace, $"{e.Message}; run `cpt erase --sweep`.");
        }
    }

    /// <summary>Routing leaves an encoded slash of a path as it is, so the id is read from the request as it was sent.</summary>
    private static string IdOf(HttpContext context, string id) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target ? Uri.UnescapeDataString(target.Split('?', 2)[0].Split('/')[^1]) : id;
}
