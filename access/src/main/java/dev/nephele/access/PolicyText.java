package dev.nephele.access;

import java.util.Optional;

/**
 * A policy document that binds somebody, and where it comes from.
 *
 * @param document as stored; the same instance for the same row where possible, since compiled policies are cached by it
 * @param arn of a managed or organization policy; empty for inline ones
 * @param name for the trace: the policy's name, for inline ones with its owner, such as {@code user/alice:reports}
 */
public record PolicyText(String document, Optional<String> arn, String name) {}
