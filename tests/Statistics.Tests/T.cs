using Xunit;
namespace CustomerPerformanceTracker.Statistics.Tests;
public sealed class T { [Fact] public void X() => Assert.True(true); }
