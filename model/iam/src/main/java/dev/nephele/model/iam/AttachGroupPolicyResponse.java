package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AttachGroupPolicyResponse() { public static final AttachGroupPolicyResponse EMPTY = new AttachGroupPolicyResponse(); }
