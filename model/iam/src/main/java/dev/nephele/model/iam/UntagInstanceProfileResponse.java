package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UntagInstanceProfileResponse() { public static final UntagInstanceProfileResponse EMPTY = new UntagInstanceProfileResponse(); }
