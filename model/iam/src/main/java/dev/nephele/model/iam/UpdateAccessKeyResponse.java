package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UpdateAccessKeyResponse() { public static final UpdateAccessKeyResponse EMPTY = new UpdateAccessKeyResponse(); }
