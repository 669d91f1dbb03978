package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record TagUserResponse() { public static final TagUserResponse EMPTY = new TagUserResponse(); }
