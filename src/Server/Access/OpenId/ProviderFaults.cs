namespace CustomerPerformanceTracker.Server.Access.OpenId;

/// <summary>
/// The provider does not answer, or not as this server needs it. The message is a whole sentence for whoever runs the server; nothing that the provider sent is
/// in it but names that were checked.
/// </summary>
internal sealed class ProviderAwayException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What came back from the provider proves nothing. The message is a whole sentence, and holds no part of a token.</summary>
internal sealed class SignInRefusedException(string message) : Exception(message);
