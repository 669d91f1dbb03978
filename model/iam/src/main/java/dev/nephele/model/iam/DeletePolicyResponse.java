package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeletePolicyResponse() { public static final DeletePolicyResponse EMPTY = new DeletePolicyResponse(); }
