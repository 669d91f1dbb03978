package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record PutRolePolicyResponse() { public static final PutRolePolicyResponse EMPTY = new PutRolePolicyResponse(); }
