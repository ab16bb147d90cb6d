namespace CustomerPerformanceTracker.TestSupport;

/// <summary>Policies that several tests watch with.</summary>
public static class SamplePolicies
{
    public const string FallingTrust = """
        name: falling-trust
        logic:   { kpi: conversion_rate, state: holding_or_rising, tolerance: 5% }
        emotion: { kpi: trust, state: falling, drop: 3 }
        baseline: { days: 56, quantile: 0.05 }
        falseAlarm: { every: 365d }
        minimumAnswers: 30
        silence: 14d
        """;
}
