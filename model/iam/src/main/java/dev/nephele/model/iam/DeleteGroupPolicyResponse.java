package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteGroupPolicyResponse() { public static final DeleteGroupPolicyResponse EMPTY = new DeleteGroupPolicyResponse(); }
