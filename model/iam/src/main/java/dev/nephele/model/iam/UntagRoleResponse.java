package dev.nephele.model.iam;
import java.util.*;
import java.time.Instant;
public record UntagRoleResponse() { public static final UntagRoleResponse EMPTY = new UntagRoleResponse(); }
