using Xunit;
namespace CustomerPerformanceTracker.Cli.Tests;
public sealed class T { [Fact] public void X() => Assert.True(true); }
