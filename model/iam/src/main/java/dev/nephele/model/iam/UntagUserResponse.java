package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UntagUserResponse() { public static final UntagUserResponse EMPTY = new UntagUserResponse(); }
