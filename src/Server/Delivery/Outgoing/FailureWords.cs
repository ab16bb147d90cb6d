using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using RabbitMQ.Client.Exceptions;

namespace CustomerPerformanceTracker.Server.Delivery.Outgoing;

/// <summary>
/// Why an attempt failed, in words that are safe to keep and to show. They are made here from the kind of the failure; what an exception or a
/// receiver says is never passed on, since it may hold the URL, an account or an address inside.
/// </summary>
internal static class FailureWords
{
    public static string Of(Exception failure) =>
        failure switch
        {
            CallRefusedException refused => refused.Message,
            SslHandshakeException => "no secure connection could be made, or the certificate is not trusted",
            MailKit.Security.AuthenticationException or AuthenticationFailureException or PossibleAuthenticationFailureException =>
                "the user name or password was not accepted",
            System.Security.Authentication.AuthenticationException => "no secure connection could be made, or the certificate is not trusted",
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "the host name has no address",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the host refused the connection",
            SocketException => "the host could not be reached",
            SmtpCommandException command => $"the mail server answered {(int)command.StatusCode} to {What(command.ErrorCode)}",
            PublishException { IsReturn: true } => "no queue is bound for the routing key",
            PublishException => "the broker did not confirm the message",
            OperationInterruptedException { ShutdownReason.ReplyCode: var code } => $"the broker answered {code}",
            AlreadyClosedException or MailKit.ProtocolException or RabbitMQ.Client.Exceptions.ProtocolException or ServiceNotConnectedException =>
                "the connection was broken off",
            _ when failure.InnerException is { } inner => Of(inner),
            HttpRequestException or IOException or BrokerUnreachableException => "the connection was broken off",
            _ => $"the attempt ended in {failure.GetType().Name}",
        };

    private static string What(SmtpErrorCode code) =>
        code switch
        {
            SmtpErrorCode.SenderNotAccepted => "the sender",
            SmtpErrorCode.RecipientNotAccepted => "a recipient",
            SmtpErrorCode.MessageNotAccepted => "the message",
            _ => "a command",
        };
}
