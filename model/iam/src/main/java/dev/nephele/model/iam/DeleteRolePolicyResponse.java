package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteRolePolicyResponse() { public static final DeleteRolePolicyResponse EMPTY = new DeleteRolePolicyResponse(); }
