package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutUserPolicyResponse() { public static final PutUserPolicyResponse EMPTY = new PutUserPolicyResponse(); }
