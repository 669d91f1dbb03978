package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DetachRolePolicyResponse() { public static final DetachRolePolicyResponse EMPTY = new DetachRolePolicyResponse(); }
