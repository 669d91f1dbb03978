package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateAssumeRolePolicyResponse() { public static final UpdateAssumeRolePolicyResponse EMPTY = new UpdateAssumeRolePolicyResponse(); }
