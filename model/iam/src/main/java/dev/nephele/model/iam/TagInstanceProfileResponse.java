package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record TagInstanceProfileResponse() { public static final TagInstanceProfileResponse EMPTY = new TagInstanceProfileResponse(); }
