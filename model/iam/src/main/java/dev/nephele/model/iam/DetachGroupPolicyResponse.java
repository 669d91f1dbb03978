package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DetachGroupPolicyResponse() { public static final DetachGroupPolicyResponse EMPTY = new DetachGroupPolicyResponse(); }
