using CustomerPerformanceTracker.Server.Access;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>The door of forms: lets through those alone that a page of this server sent, of the session they come with.</summary>
internal sealed class FormDoor : IEndpointFilter
{
    private const string Type = "application/x-www-form-urlencoded";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!context.Request.HasFormContentType)
            return new Problem(415, "unknown_content_type", "A page takes what its form sends; programs use the API, which /openapi/v1.json describes.", "");
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException e)
        {
            return new Problem(400, "invalid_form", $"The form cannot be read: {e.Message}", "");
        }

        return PageSession.IsOwn(context, form[PageSession.Field])
            ? await next(invocation)
            : new Problem(403, "form_not_own", "This form was not sent by a page of this session. Go back, load the page again, and send it once more.", "");
    }

    /// <summary>Says of a route that it takes a form of a page.</summary>
    public static RouteHandlerBuilder TakesForm(RouteHandlerBuilder route) => route.AddEndpointFilter<FormDoor>().Takes("A form.", required: false, null, Type);
}

/// <summary>What forms say.</summary>
internal static class Forms
{
    /// <summary>A field's text without space at its ends; empty where the form has none.</summary>
    public static string Text(HttpContext context, string field) => context.Request.Form[field].ToString().Trim();

    /// <summary>The version a command is meant for; null where the form names none.</summary>
    public static StreamVersion? Version(HttpContext context) =>
        long.TryParse(Text(context, "version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? new StreamVersion(version) : null;

    /// <summary>The begin of the day that a field names, in the workspace's zone; null where it names none.</summary>
    public static Instant? Day(HttpContext context, string field)
    {
        var text = Text(context, field);
        return text.Length == 0 ? null
            : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? context.Caller().Workspace.Engine.Days.AtStartOfDay(day).ToInstant()
            : throw new ProblemException(new Problem(422, "no_date", $"'{text}' is no date such as 2025-05-03.", field));
    }

    /// <summary>Where a page of this server goes on after a form; the front page where the form names none of this server.</summary>
    public static string Next(string? to) => to is ['/', not '/' and not '\\', ..] or "/" ? to : "/";
}
