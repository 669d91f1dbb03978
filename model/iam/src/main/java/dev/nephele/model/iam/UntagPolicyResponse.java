package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UntagPolicyResponse() { public static final UntagPolicyResponse EMPTY = new UntagPolicyResponse(); }
