using CustomerPerformanceTracker.Server.Consuming;

namespace CustomerPerformanceTracker.Server.Tests.Consuming;

/// <summary>A queue of signals is one line of text.</summary>
public sealed class SignalQueueTests
{
    [Theory]
    [InlineData("amqp://host?queue=signals", "amqp://host/", "signals")]
    [InlineData("amqps://ada:p%40ss@host:5671/sales%2Feu?queue=a%20b", "amqps://ada:p%40ss@host:5671/sales%2Feu", "a b")]
    public void A_queue_is_a_server_and_a_name(string text, string server, string name)
    {
        var queue = SignalQueue.Parse(text);

        (queue.Server.AbsoluteUri, queue.Name).ShouldBe((server, name));
        (queue.ToString() + queue.Source).ShouldNotContain("ss@");
    }

    [Theory]
    [InlineData("http://host?queue=signals", "amqp")]
    [InlineData("signals", "amqp")]
    [InlineData("amqp://ada:secret@host/signals", "?queue=NAME")]
    [InlineData("amqp://ada:secret@host?queue=signals&durable=1", "'durable'")]
    public void A_text_that_is_no_queue_is_refused_without_repeating_its_password(string text, string says)
    {
        var refused = Should.Throw<FormatException>(() => SignalQueue.Parse(text));

        refused.Message.ShouldContain(says);
        refused.Message.ShouldNotContain("secret");
    }
}
