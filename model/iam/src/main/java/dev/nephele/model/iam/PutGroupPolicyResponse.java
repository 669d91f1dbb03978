package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutGroupPolicyResponse() { public static final PutGroupPolicyResponse EMPTY = new PutGroupPolicyResponse(); }
