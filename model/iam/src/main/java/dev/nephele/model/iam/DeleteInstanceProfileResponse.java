package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record DeleteInstanceProfileResponse() { public static final DeleteInstanceProfileResponse EMPTY = new DeleteInstanceProfileResponse(); }
