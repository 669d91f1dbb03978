package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteAccessKeyResponse() { public static final DeleteAccessKeyResponse EMPTY = new DeleteAccessKeyResponse(); }
