namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>A model with the parameters of greatest likelihood.</summary>
/// <param name="Model">The model.</param>
/// <param name="Parameters">The parameters with their standard errors.</param>
/// <param name="LogLikelihood">Natural logarithm of the likelihood, constants of the data left out as in the model's publication.</param>
/// <param name="Customers">Customers that the fit rests on.</param>
public sealed record Fitted<TModel>(TModel Model, IReadOnlyList<Parameter> Parameters, double LogLikelihood, int Customers)
{
    internal static Fitted<TModel> Of(Peak peak, IReadOnlyList<string> names, Func<double[], TModel> model, int customers) =>
        new(model(peak.Values), [.. names.Select((name, j) => new Parameter(name, peak.Values[j], peak.StandardErrors[j]))], peak.LogLikelihood, customers);
}
