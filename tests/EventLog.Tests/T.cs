using Xunit;
namespace CustomerPerformanceTracker.EventLog.Tests;
public sealed class T { [Fact] public void X() => Assert.True(true); }
