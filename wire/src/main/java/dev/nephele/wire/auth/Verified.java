package dev.nephele.wire.auth;

/**
 * A request whose signature holds.
 *
 * @param <P> whom a secret authenticates
 * @param holder whom this one does
 * @param claim what was verified
 * @param payload what remains to be checked of the body
 */
public record Verified<P>(P holder, Claim claim, Payload payload) {}
