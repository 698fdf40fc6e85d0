namespace Storefront.FraudServer.Storage;

/// <summary>
/// A text that something is found by, and that comes from outside: an ID, the key of a velocity. It may be as long as a request, which
/// is longer than what some databases find things by; there its beginning and its hash stand for it.
/// </summary>
internal readonly record struct Key(string Text);
