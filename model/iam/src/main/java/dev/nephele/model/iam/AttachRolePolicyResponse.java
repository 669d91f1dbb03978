package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AttachRolePolicyResponse() { public static final AttachRolePolicyResponse EMPTY = new AttachRolePolicyResponse(); }
