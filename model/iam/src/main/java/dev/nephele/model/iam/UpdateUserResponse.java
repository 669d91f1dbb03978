package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateUserResponse() { public static final UpdateUserResponse EMPTY = new UpdateUserResponse(); }
