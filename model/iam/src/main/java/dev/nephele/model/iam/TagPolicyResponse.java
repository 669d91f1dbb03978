package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record TagPolicyResponse() { public static final TagPolicyResponse EMPTY = new TagPolicyResponse(); }
