namespace CustomerPerformanceTracker.TestSupport;

/// <summary>Declares that the tests of an assembly want a private cluster, whatever CPT_TEST_SERVER says.</summary>
/// <param name="because">What these tests do that a container would hide or hinder.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class PrivateServerAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
