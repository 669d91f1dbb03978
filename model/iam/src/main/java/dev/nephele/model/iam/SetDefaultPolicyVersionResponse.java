package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record SetDefaultPolicyVersionResponse() { public static final SetDefaultPolicyVersionResponse EMPTY = new SetDefaultPolicyVersionResponse(); }
