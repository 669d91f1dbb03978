package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeletePolicyVersionResponse() { public static final DeletePolicyVersionResponse EMPTY = new DeletePolicyVersionResponse(); }
