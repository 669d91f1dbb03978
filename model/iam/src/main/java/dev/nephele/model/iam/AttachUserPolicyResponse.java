package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record AttachUserPolicyResponse() { public static final AttachUserPolicyResponse EMPTY = new AttachUserPolicyResponse(); }
