package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteUserPolicyResponse() { public static final DeleteUserPolicyResponse EMPTY = new DeleteUserPolicyResponse(); }
