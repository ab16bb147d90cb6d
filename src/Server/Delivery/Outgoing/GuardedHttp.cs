using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace CustomerPerformanceTracker.Server.Delivery.Outgoing;

/// <summary>
/// HTTP that goes out by way of a <see cref="Dialer"/> and nowhere else: it follows no redirect, asks no proxy of the environment, keeps no cookies,
/// and fetches nothing that a certificate names. Of an answer only status and headers are read.
/// </summary>
internal sealed class GuardedHttp(Dialer dialer, TimeProvider clock) : IDisposable
{
    // A connection that is kept longer would go on to an address that the name no longer has.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    private readonly HttpClient client = new(Handler(dialer)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <exception cref="HttpRequestException">There was no answer.</exception>
    public async Task<SendOutcome> PostAsync(Uri url, string contentType, byte[] body, Action<HttpRequestHeaders>? add, CancellationToken cancel)
    {
        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            return new SendOutcome.Failed("only http and https URLs can be delivered to");

        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.UserAgent.ParseAdd("customer-performance-tracker");
        add?.Invoke(request.Headers);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return HttpOutcome.Of(response, clock.GetUtcNow());
    }

    public void Dispose() => client.Dispose();

    private static SocketsHttpHandler Handler(Dialer dialer) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = ConnectionLife,
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
            },
            ConnectCallback = async (context, cancel) =>
                new NetworkStream(await dialer.DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancel), ownsSocket: true),
        };
}
