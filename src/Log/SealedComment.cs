using System.Security.Cryptography;
using CustomerPerformanceTracker.Log.Signals;

namespace CustomerPerformanceTracker.Log;

/// <summary>The text of a comment as the log holds it: encrypted under the key of the customer who wrote it.</summary>
public static class SealedComment
{
    /// <summary>The text; null where its customer was erased, so that the key is gone or another one stands in its place.</summary>
    /// <param name="key">The customer's key; null where there is none.</param>
    /// <param name="comment">The column <c>comment</c> of the signal.</param>
    public static string? Open(byte[]? key, byte[] comment)
    {
        if (key is null)
            return null;
        try
        {
            return Customers.Decrypt(key, comment);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
