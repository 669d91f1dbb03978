package dev.nephele.policy.grammar;

/**
 * Why AWS refuses a policy.
 *
 * @param code of the error, such as {@code MalformedPolicyDocument}
 * @param message as AWS words it
 */
public record Violation(String code, String message) {}
