package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DetachUserPolicyResponse() { public static final DetachUserPolicyResponse EMPTY = new DetachUserPolicyResponse(); }
