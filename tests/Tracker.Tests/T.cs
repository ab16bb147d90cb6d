using Xunit;
namespace CustomerPerformanceTracker.Tracker.Tests;
public sealed class T { [Fact] public void X() => Assert.True(true); }
