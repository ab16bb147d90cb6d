using System.Text;

namespace CustomerPerformanceTracker.Benchmarks.Tests;

public sealed class HttpAnswerTests
{
    private const string Body = """{"accepted":97,"duplicate":2,"conflict":0,"rejected":1,"items":[{"status":"accepted"},{"status":"duplicate"}]}""";

    public static readonly TheoryData<string> WholeAnswers =
    [
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}",
        $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{40:x}\r\n{Body[..40]}\r\n{Body.Length - 40:x}\r\n{Body[40..]}\r\n0\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(WholeAnswers))]
    public void An_answer_is_read_when_it_is_whole_and_not_before(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);

        for (var length = 0; length < bytes.Length; length++)
            HttpAnswer.TryRead(bytes.AsSpan(0, length), out _).ShouldBeFalse($"after {length} bytes");
        HttpAnswer.TryRead(bytes, out var answer).ShouldBeTrue();

        answer.ShouldBe(new HttpAnswer(200, Accepted: 97, Duplicate: 2, Conflict: 0, Rejected: 1, Closes: false, SaysWhenAgain: false));
    }

    [Fact]
    public void A_refusal_counts_nothing_and_tells_when_to_come_again()
    {
        var bytes = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nRetry-After: 1\r\nConnection: close\r\n\r\n"u8;

        HttpAnswer.TryRead(bytes, out var answer).ShouldBeTrue();

        answer.ShouldBe(new HttpAnswer(429, 0, 0, 0, 0, Closes: true, SaysWhenAgain: true));
    }
}
